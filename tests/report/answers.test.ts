/** Each question on the demo, built by the stages: what was planted is found. */
import { writeAddresses } from '../../src/addresses/write-addresses';
import { openMmdb } from '../../src/cli/mmdb';
import { noDeadline } from '../../src/core/clock';
import { CALLERS } from '../../src/demo/callers';
import { folderLargeFiles } from '../../src/local/folder-large-files';
import { openLake } from '../../src/local/lake';
import { lastCollections, trailRecords } from '../../src/report/doctor';
import { QUESTIONS } from '../../src/report/questions';
import { VIEWS } from '../../src/report/views';
import { database } from '../addresses/given';
import { DEMO } from '../demo/demo-files';
import { demoLake, type DemoLake, type Row } from './demo-lake';

let lake: DemoLake;

beforeAll(async () => {
  lake = await demoLake(DEMO);
});

afterAll(async () => {
  await lake.remove();
});

const ask = (name: string): Promise<Row[]> =>
  lake.select(QUESTIONS.find((q) => q.name === name)!.sql);
const textOf = (row: Row, name: string): string => row[name] as string;
const AIRFLOW = 'airflow-worker';
const JONAS = 'jonas.lindqvist@example.com';

it.each(QUESTIONS)('$name answers, the same twice', async ({ name }) => {
  const rows = await ask(name);
  expect(rows.length).toBeGreaterThan(0);
  expect(await ask(name)).toEqual(rows);
});

it('doctor finds the last collection of each account and region, and records in the trail', async () => {
  const rows = await lake.select(lastCollections('2000-01-01'));
  const [last] = await lake.select(
    "SELECT COUNT(DISTINCT account_id || region) AS units, MAX(day) AS day FROM ledger WHERE job = 'history'",
  );
  expect(rows).toHaveLength(Number(last!['units']));
  const day = textOf(last!, 'day');
  expect(rows.some((row) => row['last_day'] === day)).toBe(true);
  const [found] = await lake.select(
    trailRecords(textOf(rows[0]!, 'account_id'), textOf(rows[0]!, 'region'), day),
  );
  expect(Number(found!['records'])).toBeGreaterThan(0);
});

it('every caller is found by the rule meant for it', async () => {
  const found = await lake.select(
    'SELECT DISTINCT user, user_source FROM events WHERE user IS NOT NULL',
  );
  const pairs = found.map((row) => `${textOf(row, 'user_source')} ${textOf(row, 'user')}`).sort();
  const meant = CALLERS.map((caller) => `${caller.user_source} ${caller.user}`);
  expect(pairs).toEqual([...meant, 'root root'].sort());
});

it('top-users: a few hold most, and the order by cost is another', async () => {
  const [by_bytes, by_cost] = [await ask('top-users'), await ask('top-users-by-cost')];
  const shares = by_bytes.slice(0, 5).map((row) => Number(row['share']));
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeGreaterThan(60);
  const users = (rows: Row[]): unknown[] => rows.slice(0, 8).map((row) => row['user']);
  expect(users(by_bytes)).not.toEqual(users(by_cost));
  expect(by_bytes.find((row) => row['user'] === 'aws-quicksight-service-role-v0')).toMatchObject({
    cost_usd: 0,
  });
});

it('usage-by-team: all of the demo lies in 30 days; what has no tag is named', async () => {
  const rows = await ask('usage-by-team');
  expect(rows.map((row) => row['team'])).toEqual(
    expect.arrayContaining(['data-platform', '(no team)']),
  );
  for (const row of rows) expect(row['queries_30_days']).toEqual(row['queries_90_days']);
});

it('daily-cost: 14 days, of which 7 have a week before them', async () => {
  const rows = await ask('daily-cost');
  expect(rows[0]!['day']).toBe(DEMO.last_day);
  expect(rows.filter((row) => row['change_usd_in_a_week'] !== null)).toHaveLength(7);
});

it('repeated-queries: the sensor without a filter is on top', async () => {
  const [first] = await ask('repeated-queries');
  expect(first).toMatchObject({ user: AIRFLOW, workgroup: 'orchestration' });
  expect(Number(first!['runs'])).toBeGreaterThan(500);
});

it('unusual-days: the cross join is on top', async () => {
  const [first] = await ask('unusual-days');
  expect(first).toMatchObject({ user: JONAS, day: '2026-11-18' });
  expect(Number(first!['times_usual'])).toBeGreaterThan(20);
});

it('failures: failed, cancelled and refused, with reasons', async () => {
  const rows = await ask('failures');
  expect(new Set(rows.map((row) => row['state']))).toEqual(
    new Set(['FAILED', 'CANCELLED', 'REJECTED']),
  );
  const reasons = rows.map((row) => textOf(row, 'reason_begins')).join('\n');
  expect(reasons).toMatch(/AccessDenied: User: arn/);
  expect(reasons).toMatch(/InvalidRequestException: WorkGroup campagins/);
  expect(rows.filter((row) => row['inserts'] === null)).toEqual([]);
});

it('new-users-and-addresses: the stranger, the contractor and root, and nobody else', async () => {
  const rows = await ask('new-users-and-addresses');
  expect(rows.map((row) => [row['what'], row['user'], row['source_ip']]).sort()).toEqual([
    ['new address', AIRFLOW, '192.0.2.213'],
    ['new user', 'noah.berger@example.com', '192.0.2.140'],
    ['new user', 'root', '192.0.2.250'],
  ]);
});

it('shared-principals: the key of three applications, and the stolen role', async () => {
  const rows = await ask('shared-principals');
  expect(rows.map((row) => [row['user'], row['applications']])).toEqual([
    ['tableau-prod', 3],
    [AIRFLOW, 2],
  ]);
});

it('unused-workgroups: who left a workgroup, and works on elsewhere', async () => {
  const rows = await ask('unused-workgroups');
  expect(rows).toContainEqual(
    expect.objectContaining({
      user: 'lucia.fernandez@example.com',
      workgroup: 'adhoc',
      still_active: true,
    }),
  );
});

it('queries-without-a-user: the hours in which the trail was off', async () => {
  const rows = await ask('queries-without-a-user');
  expect(rows).toContainEqual(
    expect.objectContaining({
      day: '2026-11-11',
      account_id: '333344445555',
      workgroup: 'campaigns',
    }),
  );
});

it('completeness: a row a day whose numbers add up', async () => {
  const rows = await lake.select('SELECT * FROM completeness ORDER BY day');
  expect(rows).toHaveLength(14);
  for (const row of rows) {
    const [matched, history_only, trail_only, rejected, events, history_rows] = [
      'matched',
      'history_only',
      'trail_only',
      'rejected',
      'events',
      'history_rows',
    ].map((name) => Number(row[name]));
    expect(matched! + history_only!).toBe(history_rows);
    expect(matched! + history_only! + trail_only! + rejected!).toBe(events);
  }
  expect(rows.at(-1)).toMatchObject({ day: DEMO.last_day, running: 1, unreadable: 1 });
});

it.each(VIEWS)('the view $name has the columns it names', async ({ name, columns }) => {
  const [row] = await lake.select(`SELECT * FROM ${name} LIMIT 1`);
  expect(Object.keys(row!)).toEqual(columns);
});

it('silence: the account without a collector each day, the failed collection once', async () => {
  const rows = await lake.select('SELECT * FROM silence ORDER BY day, account_id');
  expect(rows.filter((row) => row['account_id'] === '777788889999')).toHaveLength(14);
  expect(rows.filter((row) => row['account_id'] !== '777788889999')).toEqual([
    {
      day: '2026-11-16',
      account_id: '666677778888',
      region: 'sa-east-1',
      submissions: expect.any(Number) as number,
    },
  ]);
});

it('console-logins: the guessed password is on top', async () => {
  const [first, ...others] = await ask('console-logins');
  expect(first).toMatchObject({ user: 'old-admin', logins: 3, failed: 2, without_mfa: 1 });
  expect(others).toContainEqual(
    expect.objectContaining({ user: 'oncall', failed: 0, without_mfa: 0 }),
  );
});

it('security-group-changes: the open port first, the closed one not at all', async () => {
  const rows = await ask('security-group-changes');
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({
    user: 'oncall',
    peer: '0.0.0.0/0',
    from_port: 22,
    is_open_to_all: true,
  });
  expect(rows[1]).toMatchObject({ change: 'changed', from_port: 5439, is_open_to_all: false });
});

it('failing-calls and denied-callers: quotas, and who looks around', async () => {
  const rows = await ask('failing-calls');
  const kinds = new Set(rows.map((row) => row['kind']));
  expect(kinds).toEqual(new Set(['denied', 'throttled', 'other']));
  const [first] = await ask('denied-callers');
  expect(first).toMatchObject({ user: 'old-admin', denied: 4, actions: 4, addresses: 1 });
});

it('root-use: what root did, without a second factor', async () => {
  const rows = await ask('root-use');
  expect(rows).toContainEqual(
    expect.objectContaining({ event_name: 'DeactivateMFADevice', calls: 1, without_mfa: 1 }),
  );
});

it('countries and cities: none before the addresses are looked up, then in both questions', async () => {
  const places = async (name: string) =>
    (await ask(name)).map((row) => [row['user'], row['countries'], row['cities']]);
  expect(await places('console-logins')).toContainEqual(['old-admin', null, null]);
  const { sql } = await openLake(lake.folder);
  const ports = { reader: sql, files: folderLargeFiles(lake.folder) };
  const call = { token: 'a'.repeat(64), deadline: noDeadline };
  await writeAddresses(ports, await openMmdb(database('City')), call);
  sql.close();
  expect(await places('console-logins')).toEqual(
    expect.arrayContaining([
      ['old-admin', 'Norway', null],
      ['oncall', 'Germany', 'Frankfurt am Main'],
    ]),
  );
  expect(await places('root-use')).toContainEqual([undefined, 'Germany', 'Frankfurt am Main']);
});
