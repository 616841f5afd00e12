/** Build on a lake and a trail made by somebody else, then ask it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { put, scratch } from '../local/scratch';
import { FIRST, LAST, writeHistory, writeTrail } from './other-lake';
import { listing, run, succeed, tooWide } from './program';

const DAYS = ['--from', FIRST, '--to', LAST];
type Row = Record<string, unknown>;

async function ask(lake: string, sql: string): Promise<Row[]> {
  return JSON.parse(await succeed(['query', '--lake', lake, '--format', 'json', sql])) as Row[];
}

const EVENTS =
  'SELECT day, query_execution_id, record_source, user, user_source, state, data_scanned FROM events ORDER BY submitted_at';

const EXPECTED = [
  [FIRST, 'q-one', 'matched', 'ann', 'iam_user', 'SUCCEEDED', 20971520],
  [FIRST, 'q-three', 'history_only', null, null, 'SUCCEEDED', 20971520],
  [FIRST, 'q-two', 'matched', 'bob', 'iam_user', 'SUCCEEDED', '9007199254740993'],
  [LAST, 'q-four', 'matched', 'ann', 'iam_user', 'SUCCEEDED', 5],
  [LAST, 'q-five', 'trail_only', 'ann', 'iam_user', 'UNKNOWN', null],
  [LAST, null, 'trail_only', 'eve', 'iam_user', 'REJECTED', null],
];

test('a trail of its own folder: every query once, and a second build changes nothing', async () => {
  const [lake, trail] = [scratch(), scratch()];
  writeHistory(lake);
  writeTrail(trail);
  const first = await run(['build', '--lake', lake, '--trail', trail, ...DAYS]);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('Built 2 days: 6 events (3 matched, 1 history only,');
  expect(first.stdout).toContain('1 trail only, 1 refused).');
  const rows = await ask(lake, EVENTS);
  expect(rows.map((row) => Object.values(row))).toEqual(EXPECTED);

  await succeed(['build', '--lake', lake, '--trail', trail, ...DAYS]);
  expect(await ask(lake, EVENTS)).toEqual(rows);
  expect(
    readdirSync(join(lake, `events/day=${FIRST}`)).filter((n) => n.startsWith('run=')),
  ).toHaveLength(2);
});

test('the lake’s own trail/, if none is named; one day at a time gives the same', async () => {
  const lake = scratch();
  writeHistory(lake);
  writeTrail(join(lake, 'trail'));
  await succeed(['build', '--lake', lake, '--from', FIRST, '--to', FIRST]);
  await succeed(['build', '--lake', lake, '--from', LAST, '--to', LAST]);
  expect((await ask(lake, EVENTS)).map((row) => Object.values(row))).toEqual(EXPECTED);
});

test('without a trail all rows are history_only, and build and ledger say so', async () => {
  const lake = scratch();
  writeHistory(lake);
  const printed = await succeed(['build', '--lake', lake, ...DAYS]);
  expect(printed).toMatch(/no trail/i);
  const rows = await ask(lake, 'SELECT DISTINCT record_source, user FROM events');
  expect(rows).toEqual([{ record_source: 'history_only', user: null }]);
  const ledger = await succeed(['ledger', '--lake', lake]);
  expect(ledger).toMatch(/2026-03-01 to 2026-03-02 events: no trail/);
});

test('a day with nothing in it is built, empty', async () => {
  const lake = scratch();
  writeHistory(lake);
  writeTrail(join(lake, 'trail'));
  const printed = await succeed(['build', '--lake', lake, '--from', FIRST, '--to', '2026-03-04']);
  expect(printed).toContain('Built 4 days: 6 events');
  expect(await ask(lake, `SELECT * FROM events WHERE day > '${LAST}'`)).toEqual([]);
});

test('the ledger, as a table and as JSON', async () => {
  const lake = scratch();
  writeHistory(lake);
  writeTrail(join(lake, 'trail'));
  await succeed(['build', '--lake', lake, ...DAYS]);
  const table = await succeed(['ledger', '--lake', lake]);
  expect(tooWide(table)).toEqual([]);
  expect(table).toMatch(/^day +calls +history +matched/);
  expect(table).toMatch(/2026-03-01 +2 +3 +2 +1 +0 +0 +0 +0 +0\n/);
  expect(table).toMatch(/2026-03-02 +2 +1 +1 +0 +1 +1 +0 +0 +0\n/);
  expect(table).toMatch(/111122223333 +eu-west-1 +1 +2026-03-02 +2026-03-02 +0\n/);
  expect(table).toContain('Nothing: each job did all of its work.');
  const json = JSON.parse(await succeed(['ledger', '--lake', lake, '--format', 'json'])) as Row[];
  expect(json).toMatchObject([
    { day: FIRST, submissions: 2, history_rows: 3, matched: 2, history_only: 1, events: 3 },
    { day: LAST, submissions: 2, history_rows: 1, trail_only: 1, rejected: 1, events: 3 },
  ]);
  const one = await succeed(['ledger', '--lake', lake, '--from', LAST, '--to', LAST]);
  expect(one).not.toContain(FIRST);
});

test('unreadable files are left out if so asked, counted, and named', async () => {
  const lake = scratch();
  writeHistory(lake);
  writeTrail(join(lake, 'trail'));
  const broken = [
    put(lake, `history/day=${FIRST}/cut.json`, '{"query_execution_id": "q-'),
    put(lake, 'trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/01/no.json', 'no JSON'),
  ];
  const printed = await succeed(['build', '--lake', lake, '--skip-unreadable', ...DAYS]);
  expect(printed).toContain('Built 2 days: 6 events');
  for (const file of broken) expect(printed).toContain(`Skipped ${file}: `);
  const counted = await ask(
    lake,
    `SELECT job, day, element_at(counts, 'files_skipped') AS n FROM ledger WHERE element_at(counts, 'files_skipped') > 0 ORDER BY job, day`,
  );
  // The history of a day is read by its neighbours too.
  expect(counted).toEqual([
    { job: 'events', day: FIRST, n: 1 },
    { job: 'events', day: LAST, n: 1 },
    { job: 'submissions', day: FIRST, n: 1 },
  ]);
  const ledger = await succeed(['ledger', '--lake', lake]);
  expect(ledger).toContain('2026-03-01 submissions: unreadable files left out: 1');
  expect(ledger).toContain('2026-03-01 to 2026-03-02 events: unreadable files left out: 1');
});

test('a rebuild that would lose rows is refused, unless forced', async () => {
  const lake = scratch();
  writeHistory(lake);
  writeTrail(join(lake, 'trail'));
  await succeed(['build', '--lake', lake, ...DAYS]);
  const rows = await ask(lake, EVENTS);
  put(lake, `history/day=${FIRST}/whatever-0001.json.gz`, '');
  const refused = await run(['build', '--lake', lake, ...DAYS]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^athena-ledger: [^\n]*2026-03-01[^\n]*force[^\n]*\n$/);
  expect(await ask(lake, EVENTS)).toEqual(rows);
  await succeed(['build', '--lake', lake, '--force', ...DAYS]);
  expect(await ask(lake, EVENTS)).toHaveLength(5);
});

test('the sources of a build are not touched', async () => {
  const [lake, trail] = [scratch(), scratch()];
  writeHistory(lake);
  writeTrail(trail);
  const before = [listing(trail), listing(join(lake, 'history'))];
  await succeed(['build', '--lake', lake, '--trail', trail, ...DAYS]);
  expect([listing(trail), listing(join(lake, 'history'))]).toEqual(before);
});
