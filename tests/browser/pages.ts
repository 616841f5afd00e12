/** A real browser, and the report in it. Whatever it complains about or asks for is written down. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { builtProgram } from '../cli/program';

export const DEMO_LAKE = join(process.env['BROWSER_FOLDER'] ?? '', 'demo');
export const DEMO_REPORT = join(DEMO_LAKE, 'report/index.html');

/** The page without a model, as the build made it. */
export const builtPage = (): string =>
  readFileSync(join(builtProgram(), '../../dist/report/page.html'), 'utf8');

/** Without them Chromium asks its maker's servers at every start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: QUIET,
  });
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

export const VIEWS = [
  'overview',
  'people',
  'queries',
  'trouble',
  'security',
  'completeness',
] as const;

/** Somebody of the demo with many queries, refused calls among them. */
export const PERSON = 'ifeoma.nwosu@example.com';
export const PERSON_PAGE = `#/people?user=${encodeURIComponent(PERSON)}`;

/** The table of a figure, by its title. */
export const figure = (page: Page, title: string) =>
  page
    .locator('section.card')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** Texts of a column of a figure's table, from the top; opened rows left out. */
export async function column(page: Page, title: string, head: string): Promise<string[]> {
  const box = figure(page, title);
  const heads = await box.locator('thead').first().locator('th').allInnerTexts();
  const at = heads.findIndex((text) => text.replace(/[▾▴\s]+$/, '') === head);
  expect({ heads, at }).not.toMatchObject({ at: -1 });
  return box.locator(`tbody tr:not(.detail) > *:nth-child(${at + 1})`).allInnerTexts();
}

/** Exact values behind the shown ones: the titles of a column's cells. */
export async function exact(page: Page, title: string, head: string): Promise<string[]> {
  const box = figure(page, title);
  const heads = await box.locator('thead').first().locator('th').allInnerTexts();
  const at = heads.findIndex((text) => text.replace(/[▾▴\s]+$/, '') === head);
  const cells = await box.locator(`tbody tr:not(.detail) > *:nth-child(${at + 1})`).all();
  return Promise.all(cells.map(async (cell) => (await cell.getAttribute('title')) ?? ''));
}

/** A tile's big number, and the exact one behind it. */
export async function tile(page: Page, name: string): Promise<{ shown: string; exact: string }> {
  const big = page.locator(`[data-tile="${name}"] .big`);
  return {
    shown: (await big.innerText()).trim(),
    exact: (await big.getAttribute('title')) ?? '',
  };
}
