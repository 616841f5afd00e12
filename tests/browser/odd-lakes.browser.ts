/** Lakes that are odd: the page is still right, and still readable. */
import { mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { buildLake } from '../../src/cli/build-lake';
import { systemClock } from '../../src/core/clock';
import { openLake } from '../../src/local/lake';
import { addDays } from '../../src/core/days';
import { VIEWS } from '../../src/report/page/data/state';
import { readModel } from '../../src/report/read-model';
import { renderReport } from '../../src/report/render';
import { VIEWS as LAKE_VIEWS } from '../../src/report/views';
import { run } from '../cli/program';
import { lines, put } from '../local/scratch';
import { builtPage, column, DEMO_LAKE, exact, figure, openReport, tile } from './pages';

const folder = (): string => mkdtempSync(join(process.env['BROWSER_FOLDER']!, 'lake-'));
const ACCOUNT = '111122223333';
const DAY = '2026-03-01';

interface Query {
  id: string;
  day?: string;
  user: string;
  sql?: string;
  bytes?: number | null;
}

/** History and trail of these queries, as a lake; built. */
async function lakeOf(queries: readonly Query[], days: readonly [string, string]): Promise<string> {
  const lake = folder();
  for (const day of new Set(queries.map(({ day = DAY }) => day))) {
    const own = queries.filter((query) => (query.day ?? DAY) === day);
    put(lake, `history/day=${day}/account_id=${ACCOUNT}/a.json.gz`, lines(own.map(historyOf)));
    const records = JSON.stringify({ Records: own.map(callOf) });
    put(
      lake,
      `trail/AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1/${day.replaceAll('-', '/')}/a.json.gz`,
      records,
    );
  }
  await buildLake({ lake, from: days[0], to: days[1] });
  return lake;
}

const historyOf = ({ id, day = DAY, sql = 'SELECT 1', bytes = 2 ** 30 }: Query): object => ({
  query_execution_id: id,
  account_id: ACCOUNT,
  region: 'eu-west-1',
  workgroup: 'primary',
  query: sql,
  state: 'SUCCEEDED',
  statement_type: 'DML',
  submitted_at: `${day}T10:00:00.000Z`,
  completed_at: `${day}T10:00:05.000Z`,
  data_scanned_bytes: bytes,
  collected_at: '2026-03-09T01:00:00.000Z',
});

const callOf = ({ id, day = DAY, user }: Query): object => ({
  userIdentity: {
    type: 'IAMUser',
    accountId: ACCOUNT,
    userName: user,
    arn: `arn:aws:iam::${ACCOUNT}:user/x`,
  },
  eventTime: `${day}T10:00:00Z`,
  eventSource: 'athena.amazonaws.com',
  eventName: 'StartQueryExecution',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '192.0.2.1',
  userAgent: 'aws-cli/2.0',
  recipientAccountId: ACCOUNT,
  requestParameters: { workGroup: 'primary' },
  responseElements: { queryExecutionId: id },
  eventID: `event-${id}`,
});

/** The report of a lake, opened; no part of it complains. */
async function reportOf(lake: string, days: { from?: string; to?: string; share?: number } = {}) {
  const out = join(folder(), 'report.html');
  const opened = await openLake(lake, { views: LAKE_VIEWS, skipUnreadable: true });
  const ports = { sql: opened.sql, clock: systemClock };
  writeFileSync(out, renderReport(builtPage(), await readModel(ports, { sql: 'full', ...days })));
  opened.sql.close();
  for (const view of VIEWS) {
    const { page, complaints } = await openReport(out, `#/${view}`);
    const [inner, outer] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect([view, complaints, inner]).toEqual([view, [], outer]);
    await page.close();
  }
  return openReport(out);
}

test('an empty lake says what to do', async () => {
  const lake = folder();
  put(lake, 'ledger/.keep', '');
  const { page } = await reportOf(lake);
  await expect(page.locator('main').innerText()).resolves.toContain('This lake holds no day yet');
});

test('a lake with one query', async () => {
  const lake = await lakeOf([{ id: 'one', user: 'ann' }], [DAY, DAY]);
  const { page } = await reportOf(lake);
  expect((await tile(page, 'Queries')).shown).toBe('1');
  expect((await tile(page, 'People')).shown).toBe('1');
  expect(await column(page, 'People', 'Person')).toEqual(['ann']);
  const words = await figure(page, 'Is anything missing?').innerText();
  expect(words).toContain('Complete');
  expect(words).not.toContain('Not complete');
});

test('a lake with more than the page holds: what is folded is in the numbers, and says so', async () => {
  const { page } = await reportOf(DEMO_LAKE, { share: 1 / 256 });
  await page.goto(`${page.url().split('#')[0]!}#/trouble`);
  const box = figure(page, 'Failures');
  await expect(box.innerText()).resolves.toContain('folded together, as “(all others)”');
  expect((await column(page, 'Failures', 'People')).some((people) => people.startsWith('≥ '))).toBe(
    true,
  );
  await box.locator('.opener button').first().click();
  await expect(box.locator('.detail').innerText()).resolves.toContain('(all others)');
  await page.goto(`${page.url().split('#')[0]!}#/trouble?account=222233334444`);
  await expect(box.innerText()).resolves.toContain('in no number here while a filter is on');
});

test('a lake without months of the trail says how to build them', async () => {
  const lake = await lakeOf([{ id: 'one', user: 'ann' }], [DAY, DAY]);
  const { page } = await reportOf(lake);
  await page.goto(`${page.url().split('#')[0]!}#/security`);
  const title = 'Sign-ins, security groups, errors and root';
  const words = await figure(page, title).innerText();
  expect(words).toContain('athena-ledger compact --lake LAKE --month 2026-03');
  expect(words).toContain('{"month":"03","year":"2026"}');
});

test('a query of unknown bytes is not one of none', async () => {
  const lake = await lakeOf([{ id: 'one', user: 'ann', bytes: null }], [DAY, DAY]);
  const { page } = await reportOf(lake);
  expect((await tile(page, 'Cost')).shown).toBe('–');
  expect((await tile(page, 'Data read')).shown).toBe('–');
  expect(await exact(page, 'People', 'Cost')).toEqual(['unknown']);
  await expect(figure(page, 'Cost over time').innerText()).resolves.toContain('No cost is known');
});

test('a period without data', async () => {
  const { page } = await reportOf(DEMO_LAKE, { from: '2026-10-01', to: '2026-10-07' });
  expect((await tile(page, 'Queries')).shown).toBe('0');
  expect((await tile(page, 'Cost')).shown).toBe('–');
  await expect(figure(page, 'Is anything missing?').innerText()).resolves.toContain(
    'No day of this period has been built',
  );
  await expect(figure(page, 'People').innerText()).resolves.toContain(
    'Nobody queried in this period.',
  );
});

test('a day that was not built is named', async () => {
  const queries = [
    { id: 'one', user: 'ann' },
    { id: 'three', user: 'ann', day: addDays(DAY, 2) },
  ];
  const lake = await lakeOf(queries, [DAY, DAY]);
  await buildLake({ lake, from: addDays(DAY, 2), to: addDays(DAY, 2) });
  const { page } = await reportOf(lake);
  await expect(figure(page, 'Is anything missing?').innerText()).resolves.toContain(
    'Not built: 2026-03-02.',
  );
  await expect(figure(page, 'Cost over time').innerText()).resolves.toContain('not built');
});

/** Names that break layouts: long, without blanks, from right to left, of signs beyond the first plane. */
const LONG = [
  'W'.repeat(500),
  'مرحبا'.repeat(100),
  '漢字'.repeat(250),
  '👩‍👩‍👧‍👦'.repeat(45),
  'ด้้้้้็็็็็้้้้้็็็็็้้้้้้้้็็็็็้้้้้'.repeat(12),
  `\u202e${'evil'.repeat(100)}`,
  ` ${'a b '.repeat(120)}`,
];

test('users whose names are 500 signs of any script', async () => {
  const lake = await lakeOf(
    LONG.map((user, i) => ({ id: `q${i}`, user })),
    [DAY, DAY],
  );
  const { page } = await reportOf(lake);
  const titles = await exact(page, 'People', 'Person');
  expect(titles.map((title) => title.trim()).sort()).toEqual(
    LONG.map((name) => name.trim()).sort(),
  );
  await figure(page, 'People').locator('tbody a').first().click();
  await page.locator('.person-name').waitFor();
  const [inner, outer] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(inner).toBe(outer);
});

test('SQL of 262,144 bytes is shown as far as it is held, and says so', async () => {
  const sql = `SELECT * FROM t WHERE a IN ('${'x'.repeat(262_144 - 31)}')`;
  const lake = await lakeOf([{ id: 'one', user: 'ann', sql }], [DAY, DAY]);
  const { page } = await reportOf(lake);
  await figure(page, 'Dearest queries').locator('.opener button').first().click();
  const words = await figure(page, 'Dearest queries').locator('.detail').innerText();
  expect(words).toContain('The first 2,000 of 262,144 characters');
});

test('10,000 users: all are counted, found by typing, and the page is quick', async () => {
  const users = Array.from({ length: 10_000 }, (_, i) => `user-${String(i).padStart(5, '0')}`);
  const lake = await lakeOf(
    users.map((user, i) => ({ id: `q${i}`, user, bytes: (i + 1) * 2 ** 20 })),
    [DAY, DAY],
  );
  const { page } = await reportOf(lake);
  expect((await tile(page, 'People')).shown).toBe('10,000');
  expect((await column(page, 'People', 'Person'))[0]).toBe('user-09999');
  await page.getByLabel('Search in People').fill('user-00042');
  expect(await column(page, 'People', 'Person')).toEqual(['user-00042']);
  await page.getByLabel('Person', { exact: true }).fill('user-00007');
  await page.getByLabel('Person', { exact: true }).press('Enter');
  await page.locator('.chip').waitFor();
  expect((await tile(page, 'Queries')).shown).toBe('1');
});

test('a lake of an older version: columns and counts that it did not know are unknown', async () => {
  const lake = await lakeOf([{ id: 'one', user: 'ann' }], [DAY, DAY]);
  await forget(lake);
  const { page } = await reportOf(lake);
  expect((await tile(page, 'Queries')).shown).toBe('1');
  await page.goto(`${page.url().split('#')[0]!}#/queries`);
  await expect(figure(page, 'Dearest shapes of queries').innerText()).resolves.toContain(
    'No query with a text',
  );
});

/** Rewrites the published events without some columns, as a version from before them would have. */
async function forget(lake: string): Promise<void> {
  const opened = await openLake(lake);
  const published = await opened.catalog.published('events', DAY);
  opened.sql.close();
  const run_folder = join(lake, `events/day=${DAY}/run=${published!.run}`);
  const [name] = readdirSync(run_folder).filter((file) => file.endsWith('.parquet'));
  const file = join(run_folder, name!);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `COPY (SELECT * EXCLUDE (query_fingerprint, managed_results, vpc_endpoint_id) FROM read_parquet('${file}')) TO '${file}.new' (FORMAT parquet)`,
  );
  connection.closeSync();
  renameSync(`${file}.new`, file);
}

test('a folder that is no lake is refused in one line', async () => {
  const outcome = await run(['report', '--lake', folder()]);
  expect([outcome.code, outcome.stdout]).toEqual([2, '']);
  expect(outcome.stderr).toMatch(/^athena-ledger: .*this folder is no lake.*\n$/);
});
