/** What a run must hold before anybody sees it, and that running again does no harm. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeMonth } from '../../src/compact/judge';
import { AuditFailed, StatementFailed } from '../../src/core/errors';
import type { SqlRow } from '../../src/core/ports';
import type { WrittenDay } from '../../src/compact/written-days';
import { sweepRuns } from '../../src/core/sweep';
import { put, scratch } from '../local/scratch';
import { builtOf, compact, deliver, record, RUN, scene } from './scene';

const day = (delivered_day: string, rows_written: number | null): WrittenDay => ({
  delivered_day,
  rows_written,
  files_skipped: 0,
  sources: ['111122223333/eu-west-1'],
});
const found = (...days: SqlRow[]): SqlRow[] =>
  days.map((one) => ({
    rows_doubled: 0,
    rows_published: 0,
    unidentified: 0,
    unreadable: 0,
    ...one,
  }));
const judge =
  (rows: SqlRow[], written: WrittenDay[], force = false) =>
  () =>
    judgeMonth(rows, written, '2026-03', force);

const FIRST = { delivered_day: '2026-03-01', rows_staged: 5 };
const SECOND = { delivered_day: '2026-03-02', rows_staged: 7 };

test.each([
  [
    'a lost row',
    found({ ...FIRST, rows_staged: 4 }, SECOND),
    'of 2026-03-01 5 rows were written, but 4',
  ],
  ['a lost day', found(FIRST), 'of 2026-03-02 7 rows were written, but 0 are there'],
  ['an event twice', found({ ...FIRST, rows_doubled: 1 }, SECOND), '1 events are there twice'],
  ['fewer than published', found({ ...FIRST, rows_published: 13 }, SECOND), 'published are 13'],
  [
    'a repeated statement over records without ids',
    found({ ...FIRST, rows_staged: 6, unidentified: 1 }, SECOND),
    '1 records without an id may be there twice',
  ],
])('%s is not published', (_what, rows, message) => {
  const written = [day('2026-03-01', 5), day('2026-03-02', 7)];
  expect(judge(rows, written)).toThrow(AuditFailed);
  expect(judge(rows, written)).toThrow(message);
});

test('more rows than the last statement wrote is a repeated statement, and no harm', () => {
  const written = [day('2026-03-01', 0), day('2026-03-02', 7)];
  expect(judge(found(FIRST, SECOND), written)()).toMatchObject({ rows: 12, delivered_days: 2 });
});

test('what the engine does not say is not compared; force overrules what is published, no more', () => {
  const unknown = [day('2026-03-01', null), day('2026-03-02', 7)];
  expect(judge(found({ ...FIRST, unidentified: 1 }, SECOND), unknown)()).toMatchObject({
    rows: 12,
  });
  const published = found({ ...FIRST, rows_published: 13 }, SECOND);
  expect(judge(published, unknown, true)()).toMatchObject({ rows: 12 });
  expect(judge(found({ ...FIRST, rows_doubled: 1 }, SECOND), unknown, true)).toThrow('twice');
});

const IDS = 'SELECT event_id FROM cloudtrail_events ORDER BY event_id';

test('again, it replaces the month, and sweeps the run before when nobody can read it any more', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-10', [record('a', '2026-03-10T12:00:00Z')]);
  const given = await scene(folder, '2026-05-10T03:00:00.000Z');
  await compact(given);
  deliver(folder, '2026-04-20', [record('b', '2026-03-10T13:00:00Z')]);
  const again = '20260510T040000Z-00000002';
  expect(builtOf(await compact(given, { run: again })).counts).toMatchObject({ rows: 2 });
  expect(await given.rows(IDS)).toEqual([{ event_id: 'a' }, { event_id: 'b' }]);
  const later = await scene(folder, '2026-05-12T03:00:00.000Z');
  expect(await sweepRuns(later.ports, 'cloudtrail_events')).toEqual([{ day: '2026-03', run: RUN }]);
  const runs = readdirSync(join(folder, 'cloudtrail_events/year=2026/month=03'));
  expect(runs.filter((name) => name.startsWith('run='))).toContain(`run=${again}`);
  expect(await later.rows(IDS)).toHaveLength(2);
});

test('a month that lost files is not published over one that had them', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-10', [record('a', '2026-03-10T12:00:00Z')]);
  const given = await scene(folder);
  await compact(given);
  const poorer = scratch();
  deliver(poorer, '2026-04-10', [record('other', '2026-04-10T12:00:00Z')]);
  const { trail } = (await scene(poorer)).ports;
  const answer = compact({ ...given, ports: { ...given.ports, trail } }, { run: `${RUN}-2` });
  await expect(answer).rejects.toThrow('the rebuild has 0 rows, published are 1');
  expect(await given.rows(IDS)).toEqual([{ event_id: 'a' }]);
  expect(await given.rows("SELECT outcome FROM ledger WHERE outcome = 'failed'")).toHaveLength(1);
});

test('a statement that fails for the moment is tried again in the same folder, three times at most', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-10', [record('a', '2026-03-10T12:00:00Z')]);
  const given = await scene(folder);
  const { sql } = given.ports;
  let failures = 2;
  const tokens: string[] = [];
  given.ports.sql = {
    query: (text, call) => sql.query(text, call),
    // What a failed INSERT wrote may stay behind.
    insert: async (text, call) => {
      tokens.push(call.token);
      const result = await sql.insert(text, call);
      if (failures-- > 0) throw new StatementFailed('Athena failed it for the moment.', true);
      return result;
    },
  };
  expect(builtOf(await compact(given)).counts).toMatchObject({ rows: 1 });
  expect(new Set(tokens).size).toBe(3);
  failures = 3;
  await expect(compact(given, { run: `${RUN}-9` })).rejects.toThrow('for the moment');
});

test('half a file that a dead process left is read by nobody', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-10', [record('a', '2026-03-10T12:00:00Z')]);
  put(folder, `cloudtrail_events/year=2026/month=03/run=${RUN}/.part-x.parquet`, 'PAR1 half');
  const given = await scene(folder);
  expect(builtOf(await compact(given)).counts).toMatchObject({ rows: 1 });
});

test('a broken log file ends it with its name; nothing is published', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-10', [record('a', '2026-03-10T12:00:00Z')]);
  put(
    folder,
    'trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/11/cut.json',
    '{"Records":[{',
  );
  const given = await scene(folder);
  await expect(compact(given)).rejects.toThrow('cut.json: not valid JSON');
  expect(await given.rows(IDS)).toEqual([]);
});
