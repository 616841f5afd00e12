/** On a phone, in the dark, on paper, by keyboard and for a screen reader. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { VIEWS } from '../../src/report/page/data/state';
import { column, DEMO_REPORT, figure, openReport, PERSON_PAGE } from './pages';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PAGES = [...VIEWS.map((view) => `#/${view}`), PERSON_PAGE];

interface Violation {
  id: string;
  impact: string | null;
  nodes: { target: unknown[]; failureSummary?: string }[];
}

/** What axe-core finds, of the impact that matters. */
async function serious(page: Page): Promise<unknown[]> {
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run: () => Promise<{ violations: Violation[] }> };
    };
    return (await axe.run()).violations;
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [
      id,
      nodes.slice(0, 3).map((n) => [n.target.join(), n.failureSummary]),
    ]);
}

const SCHEMES = ['light', 'dark'] as const;
const looks = SCHEMES.flatMap((scheme) => PAGES.map((hash) => [scheme, hash] as const));

test.each(looks)('axe-core has no serious finding: %s %s', async (colorScheme, hash) => {
  // The page's own policy would not let a stranger's script in.
  const { page } = await openReport(DEMO_REPORT, hash, { colorScheme, bypassCSP: true });
  await page.evaluate(AXE);
  expect(await serious(page)).toEqual([]);
});

test('axe-core has no serious finding with everything open', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/queries', { bypassCSP: true });
  for (const title of ['Dearest queries', 'Dearest shapes of queries'])
    await figure(page, title).locator('.opener button').first().click();
  await page.evaluate(AXE);
  expect(await serious(page)).toEqual([]);
  await page.getByRole('button', { name: 'SQL of “Dearest queries”' }).click();
  expect(await serious(page)).toEqual([]);
});

test.each(PAGES)('fits a phone: %s', async (hash) => {
  const viewport = { width: 390, height: 844 };
  const { page, complaints } = await openReport(DEMO_REPORT, hash, {
    viewport,
    isMobile: true,
    hasTouch: true,
  });
  await page.waitForTimeout(200);
  const [inner, outer] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(inner).toBe(outer);
  expect(complaints).toEqual([]);
});

test('on a phone the figures come first, and the filters unfold', async () => {
  const { page } = await openReport(DEMO_REPORT, '', { viewport: { width: 390, height: 844 } });
  const account = page.getByLabel('Account', { exact: true });
  expect(await account.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Period and filters' }).click();
  await account.selectOption('222233334444');
  await page.locator('.chip').waitFor();
  await page.getByRole('button', { name: 'Hide the filters' }).click();
  expect(await account.isVisible()).toBe(false);
  expect(await page.locator('.chip').isVisible()).toBe(true);
});

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const LIGHT = 'rgb(246, 247, 249)';
const DARK = 'rgb(16, 21, 28)';

test('follows the system’s colours, unless the reader says otherwise', async () => {
  const { page } = await openReport(DEMO_REPORT, '', { colorScheme: 'dark' });
  expect(await background(page)).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await background(page)).toBe(LIGHT);
  await page.getByRole('button', { name: 'Theme: system' }).click();
  expect(await background(page)).toBe(DARK);
  await page.reload();
  await page.getByRole('button', { name: 'Theme: dark' }).click();
  expect(await background(page)).toBe(LIGHT);
});

test('prints: the figures without the tools, and what the paper leaves out is said', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/people?account=222233334444', {
    colorScheme: 'light',
  });
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['nav', '.choice', '.table-tools', '.more'])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  expect(await page.locator('.chip').first().isVisible()).toBe(true);
  expect(await figure(page, 'People').isVisible()).toBe(true);
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
});

test('prints dark on white, whatever the screen shows', async () => {
  const { page } = await openReport(DEMO_REPORT, '', { colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await background(page)).toBe('rgb(255, 255, 255)');
  const colour = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => getComputedStyle(one).color);
  expect(await colour('.card h2')).toBe('rgb(27, 36, 48)');
  expect(await colour('.card td a')).toBe('rgb(11, 92, 173)');
});

test('by keyboard alone: to the figures, along a table, into a person', async () => {
  const { page } = await openReport(DEMO_REPORT);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
    'Skip to the figures',
  );
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  expect(page.url()).not.toContain('#main');
  const name = figure(page, 'People').locator('tbody a').first();
  const person = await name.innerText();
  await name.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: person }).waitFor();
  await figure(page, 'Their dearest queries').locator('.opener button').first().press('Space');
  await figure(page, 'Their dearest queries').locator('pre.sql').waitFor();
});

test('a screen reader hears charts in words and finds their numbers in tables', async () => {
  const { page } = await openReport(DEMO_REPORT);
  const chart = figure(page, 'Cost over time').getByRole('img');
  expect(await chart.getAttribute('aria-label')).toMatch(
    /^Cost of each day from 2026-11-07 to 2026-11-20/,
  );
  await page.getByRole('button', { name: 'As a table' }).click();
  expect(await column(page, 'Cost over time', 'Day (UTC)')).toHaveLength(14);
});

test.each(SCHEMES)(
  'tells stacks apart for those who see colours otherwise: %s',
  async (colorScheme) => {
    const { page } = await openReport(DEMO_REPORT, '', { colorScheme });
    const colours = await page
      .locator('.legend .swatch')
      .evaluateAll((all) =>
        all.map((one) => getComputedStyle(one).backgroundColor.match(/\d+/g)!.map(Number)),
      );
    expect(colours.length).toBeGreaterThan(6);
    // Neighbours in a stack differ in lightness, which everybody sees.
    const lightness = colours.map(([r, g, b]) => 0.2126 * r! + 0.7152 * g! + 0.0722 * b!);
    const steps = lightness.slice(1).map((value, i) => Math.abs(value - lightness[i]!));
    expect(Math.min(...steps)).toBeGreaterThan(18);
  },
);
