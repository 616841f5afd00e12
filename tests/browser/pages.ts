/** A real browser, and the report in it. Whatever it complains about or asks for is written down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from '../../tools/chromium';
import { builtProgram } from '../cli/program';

export const DEMO_LAKE = join(process.env['BROWSER_FOLDER'] ?? '', 'demo');
export const DEMO_REPORT = join(DEMO_LAKE, 'report/index.html');

/** The page without a model, as the build made it. */
export const builtPage = (): string =>
  readFileSync(join(builtProgram(), '../../dist/report/page.html'), 'utf8');

let browser: Browser | undefined;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
});

export interface Opened {
  page: Page;
  /** Console messages of any kind, errors of scripts, and requests for anything but the file. */
  complaints: string[];
}

/** Opens a file at an address behind the `#`, and waits for its figures. */
export async function openReport(
  file: string,
  hash = '',
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser!.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('file:') && !url.startsWith('data:image/')) complaints.push(`asks: ${url}`);
  });
  await page.goto(`${pathToFileURL(file).href}${hash}`);
  await page.waitForSelector('main .card');
  return { page, complaints };
}

/** Somebody of the demo with many queries, refused calls among them. */
export const PERSON = 'ifeoma.nwosu@example.com';
export const PERSON_PAGE = `#/people?user=${encodeURIComponent(PERSON)}`;

/** The table of a figure, by its title. */
export const figure = (page: Page, title: string) =>
  page
    .locator('section.card')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Cells of a column of a figure's table, from the top; opened rows left out. */
async function cells(page: Page, title: string, head: string): Promise<Locator> {
  const box = figure(page, title);
  const heads = await box.locator('thead').first().locator('th').allInnerTexts();
  const at = heads.findIndex((text) => text.replace(/[▾▴\s]+$/, '') === head);
  expect({ heads, at }).not.toMatchObject({ at: -1 });
  return box.locator(`tbody tr:not(.detail) > *:nth-child(${at + 1})`);
}

/** Their texts. */
export const column = async (page: Page, title: string, head: string): Promise<string[]> =>
  (await cells(page, title, head)).allInnerTexts();

/** The exact values behind what they show. */
export async function exact(page: Page, title: string, head: string): Promise<string[]> {
  const all = await (await cells(page, title, head)).all();
  return Promise.all(all.map(async (cell) => (await cell.getAttribute('title')) ?? ''));
}

/** What the button below a figure's title saves, as text. */
export async function savedCsv(page: Page, title: string): Promise<{ name: string; text: string }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: `${title} as CSV`, exact: true }).click();
  const download = await saving;
  const text = readFileSync(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text };
}

/** A tile's big number, and the exact one behind it. */
export async function tile(page: Page, name: string): Promise<{ shown: string; exact: string }> {
  const big = page.locator(`[data-tile="${name}"] .big`);
  return {
    shown: (await big.innerText()).trim(),
    exact: (await big.getAttribute('title')) ?? '',
  };
}
