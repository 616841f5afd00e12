/**
 * `node tools/run.mjs tools/pictures.ts REPORT.html`: the pictures of the report in docs/pictures, taken
 * in Chromium.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { launchChromium } from './chromium';

const FOLDER = 'docs/pictures';
const DESK = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 780 };

const PICTURES: readonly (readonly [name: string, hash: string, options: BrowserContextOptions])[] =
  [
    ['report', '', { viewport: DESK, colorScheme: 'light' }],
    ['report-dark', '#/completeness', { viewport: DESK, colorScheme: 'dark' }],
    ['report-phone', '', { viewport: PHONE, colorScheme: 'light', isMobile: true }],
  ];

async function main(): Promise<void> {
  const [report] = process.argv.slice(2);
  if (report === undefined) throw new Error('Name a report: the index.html of a demo.');
  await mkdir(FOLDER, { recursive: true });
  const browser = await launchChromium();
  for (const [name, hash, options] of PICTURES) {
    const page = await browser.newPage(options);
    await page.goto(`${pathToFileURL(resolve(report)).href}${hash}`);
    await page.waitForSelector('main .card');
    // The chart is drawn once its width is known.
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await page.close();
  }
  await browser.close();
}

void main();
