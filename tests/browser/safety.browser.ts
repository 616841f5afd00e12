/** Everything that came from data is hostile: known attacks through every field, and none runs. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { systemClock } from '../../src/core/clock';
import type { SqlEngine, SqlRow } from '../../src/core/ports';
import { openLake } from '../../src/local/lake';
import type { SqlDetail } from '../../src/report/model';
import { VIEWS } from '../../src/report/page/data/state';
import { readModel } from '../../src/report/read-model';
import { renderReport } from '../../src/report/render';
import { VIEWS as LAKE_VIEWS } from '../../src/report/views';
import { builtPage, DEMO_LAKE, DEMO_REPORT, openReport, savedCsv } from './pages';

/** Each would set `window.attacked`, ask the network or leave the page if it were taken for code. */
const ATTACKS = [
  '<script>window.attacked=1</script>',
  '</script><script>window.attacked=1</script>',
  '<!--<script>window.attacked=1</script>',
  '"><img src=x onerror=window.attacked=1>',
  "'><svg onload=window.attacked=1>",
  '<svg><script>window.attacked=1</script></svg>',
  '<iframe srcdoc="<script>parent.attacked=1</script>"></iframe>',
  '<a href="javascript:window.attacked=1">x</a>',
  'javascript:window.attacked=1',
  '<img src=https://attacker.example/x.png>',
  '<link rel=stylesheet href=https://attacker.example/x.css>',
  '<style>@import "https://attacker.example/x.css";</style>',
  '<meta http-equiv=refresh content="0;url=https://attacker.example/">',
  '<base href=https://attacker.example/>',
  '<form action=https://attacker.example/><button autofocus onfocus=window.attacked=1>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=window.attacked=1>',
  '{{constructor.constructor("window.attacked=1")()}}',
  '${window.attacked=1}',
  '<div style="background:url(https://attacker.example/x)">',
  '\u202egpj.exe\u2028window.attacked=1\u2029//',
  ']]>--!><script>window.attacked=1</script>',
  '__proto__',
  'constructor',
  '=HYPERLINK("https://attacker.example/")',
  '＝HYPERLINK("https://attacker.example/")',
  '\u0001rest',
  'x" autofocus onfocus="window.attacked=1',
];

/** The lake's own rows with another attack in each text; days stay, or no row would be seen. */
function hostile(sql: SqlEngine): SqlEngine {
  let next = 0;
  const poison = (row: SqlRow): SqlRow =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'string' && !/^(first_|last_)?day$/.test(name) && !name.endsWith('_at')
          ? keep(name, value) + ATTACKS[next++ % ATTACKS.length]!
          : value,
      ]),
    );
  // So that rows are still told apart, and the figures that ask for them still find them.
  const keep = (name: string, value: string): string =>
    /state|user_source|fingerprint|_id$/.test(name) ? value : '';
  return { ...sql, query: async (text, call) => (await sql.query(text, call)).map(poison) };
}

async function written(detail: SqlDetail, wrap: (sql: SqlEngine) => SqlEngine): Promise<string> {
  const lake = await openLake(DEMO_LAKE, { views: LAKE_VIEWS });
  const ports = { sql: wrap(lake.sql), clock: systemClock };
  const model = await readModel(ports, { sql: detail });
  lake.sql.close();
  const file = join(mkdtempSync(join(process.env['BROWSER_FOLDER']!, 'page-')), 'report.html');
  writeFileSync(file, renderReport(builtPage(), model));
  return file;
}

let poisoned: string;
beforeAll(async () => {
  poisoned = await written('full', hostile);
});

test('the attacks are in the page, where data belongs', () => {
  const text = readFileSync(poisoned, 'utf8');
  expect(text.match(/window\.attacked/g)!.length).toBeGreaterThan(ATTACKS.length / 2);
  // As data they cannot end their element: the only tags are the page's own.
  expect(text.match(/<\/?script/g)).toHaveLength(4);
});

test.each(VIEWS)('none of them runs, asks or leaves: %s, everything opened', async (view) => {
  const { page, complaints } = await openReport(poisoned, `#/${view}`);
  const { length } = await page.locator('.card').all();
  expect(length).toBeGreaterThan(0);
  for (const opener of await page
    .locator('.table-box > .scroll > table > tbody > tr > .opener button')
    .all())
    if (await opener.isVisible()) await opener.click();
  for (const button of await page.locator('button', { hasText: 'SQL' }).all()) {
    if (!(await button.isVisible())) continue;
    await button.click();
    await page.keyboard.press('Escape');
  }
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => (window as { attacked?: number }).attacked)).toBeUndefined();
  expect(page.url()).toMatch(/^file:/);
  expect(
    await page
      .locator(
        'main img, main iframe, main script, main link, main form, main style:not(svg style)',
      )
      .count(),
  ).toBe(0);
  const links = await page
    .locator('a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links.filter((href) => !href?.startsWith('#'))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the chart, too, shows them as words', async () => {
  const { page, complaints } = await openReport(poisoned, '#/overview?by=workgroup');
  await expect(page.locator('.legend').innerText()).resolves.toContain('<');
  await page.locator('.chart svg').hover({ position: { x: 300, y: 180 } });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => (window as { attacked?: number }).attacked)).toBeUndefined();
  expect(complaints).toEqual([]);
});

test('nor is one a formula of the spreadsheet that opens an export', async () => {
  const { page } = await openReport(poisoned, '#/queries');
  const { text } = await savedCsv(page, 'Dearest queries');
  const rows: string[][] = parse(text, { bom: true });
  const cells = rows.flat();
  expect(cells).toContain('\'=HYPERLINK("https://attacker.example/")');
  expect(cells).toContain('\'＝HYPERLINK("https://attacker.example/")');
  expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
});

test.each(ATTACKS)('nor from the address: %s', async (attack) => {
  const hash = `#/people?user=${encodeURIComponent(attack)}&open=${encodeURIComponent(attack)}`;
  const { page, complaints } = await openReport(DEMO_REPORT, hash);
  expect(await page.evaluate(() => (window as { attacked?: number }).attacked)).toBeUndefined();
  await page.locator('.person-name').waitFor();
  expect(complaints).toEqual([]);
});

test('a script that came in anyway would not run: the policy', async () => {
  const { page, complaints } = await openReport(DEMO_REPORT);
  await page.evaluate(() => {
    const script = document.createElement('div');
    try {
      script.innerHTML = '<img src=x onerror="window.attacked=1">';
    } catch {
      // Trusted types: no text becomes HTML.
    }
    document.body.append(script);
    const button = document.createElement('button');
    try {
      button.setAttribute('onclick', 'window.attacked=1');
    } catch {
      // Nor does it become a script.
    }
    document.body.append(button);
    button.click();
    void fetch('https://attacker.example/').catch(() => undefined);
  });
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => (window as { attacked?: number }).attacked)).toBeUndefined();
  expect(complaints.length).toBeGreaterThan(1);
  expect(complaints.filter((text) => text.startsWith('asks'))).toEqual([]);
});

const RAW_KEY = /A[KS]IA[A-Z0-9]{12,}/;

test('no access key id in full, in any detail of the SQL', async () => {
  expect(readFileSync(DEMO_REPORT, 'utf8')).not.toMatch(RAW_KEY);
  const keyed = await written('full', (sql) => ({
    ...sql,
    query: async (text, call) =>
      (await sql.query(text, call)).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            typeof value === 'string' && !/day|_at$/.test(name)
              ? `${value} AKIAIOSFODNN7EXAMPLE`
              : value,
          ]),
        ),
      ),
  }));
  const text = readFileSync(keyed, 'utf8');
  expect(text).not.toMatch(RAW_KEY);
  expect(text).toContain('AKIA…MPLE');
});

test('masked: no literal of any query is in the file', async () => {
  const text = readFileSync(await written('masked', (sql) => sql), 'utf8');
  expect(text).toContain("parcel_id = '?'");
  expect(text).not.toMatch(/BR\d{8}/);
});

test('none: fingerprints only, and errors by their names', async () => {
  const file = await written('none', (sql) => sql);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toMatch(/parcel_id|logistics\.tracking|SELECT \* FROM/);
  expect(text).toContain('COLUMN_NOT_FOUND');
  expect(text).not.toContain('revenu');
  const { page, complaints } = await openReport(file, '#/queries');
  await expect(page.locator('footer').innerText()).resolves.toContain(
    'The SQL is not in this report',
  );
  await page.locator('.opener button').first().click();
  await expect(page.locator('.detail').innerText()).resolves.toContain(
    'The SQL is not in this report.',
  );
  expect(complaints).toEqual([]);
});
