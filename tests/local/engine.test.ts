/** What the views over a lake's files show. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StatementFailed, UnreadableFile } from '../../src/core/errors';
import { TABLES } from '../../src/core/tables';
import { VIEWS } from '../../src/report/views';
import { lines, open, put, rowsOf, scratch } from './scratch';

const DAY = '2026-03-01';
const historyKey = (name: string, day = DAY): string =>
  `history/day=${day}/account_id=111122223333/region=eu-west-1/workgroup=w/${name}`;
const trailKey = (name: string, day = '2026/03/01'): string =>
  `trail/AWSLogs/111122223333/CloudTrail/eu-west-1/${day}/${name}`;
const record = (event_id: string, more: object = {}) => ({
  eventID: event_id,
  eventName: 'StartQueryExecution',
  ...more,
});
const document = (...records: object[]): string => JSON.stringify({ Records: records });
const ids = {
  history: 'SELECT query_execution_id FROM history',
  trail: 'SELECT eventid FROM cloudtrail',
};
const query = (id: string) => ({ query_execution_id: id });

describe('an empty lake', () => {
  it.each(
    TABLES.map(({ name, columns, partitions }) => [name, [...columns, ...partitions]] as const),
  )('has the table %s, with its columns and no rows', async (name, columns) => {
    const lake = await open(scratch());
    const found = await lake.sql.select(`SELECT * FROM ${name}`);
    expect(found.columns).toEqual(columns.map((column) => column.name));
    expect(found.rows).toEqual([]);
  });

  it.each(VIEWS)('has the view $name', async ({ name, columns }) => {
    const lake = await open(scratch(), { views: VIEWS });
    const found = await lake.sql.select(`SELECT * FROM ${name}`);
    expect([found.columns, found.rows]).toEqual([columns, []]);
  });
});

describe('history', () => {
  it('reads plain and zipped lines, however deep below the day, and lines that lack fields', async () => {
    const folder = scratch();
    put(folder, historyKey('a.json.gz'), lines([query('q1'), query('q2')]));
    put(folder, historyKey('b.json'), lines([{ ...query('q3'), unknown_field: { a: [1] } }]));
    put(folder, `history/day=${DAY}/flat.json.gz`, lines([query('q4')]));
    put(folder, historyKey('none.json.gz'), '');
    put(folder, historyKey('.hidden.json.gz'), 'no JSON');
    put(folder, historyKey('_SUCCESS'), 'no JSON');
    const lake = await open(folder);
    expect(await rowsOf(lake, `${ids.history} WHERE day = '${DAY}' ORDER BY 1`)).toEqual([
      ['q1'],
      ['q2'],
      ['q3'],
      ['q4'],
    ]);
  });

  it('takes the day from the lake’s own folder, wherever the lake lies', async () => {
    const folder = join(scratch(), 'day=1999-01-01', "it's [one] lake*");
    put(folder, historyKey('a.json.gz'), lines([query('q1')]));
    const lake = await open(folder);
    expect(await rowsOf(lake, 'SELECT day, query_execution_id FROM history')).toEqual([
      [DAY, 'q1'],
    ]);
  });

  it('sees what lies there when the statement begins', async () => {
    const folder = scratch();
    const lake = await open(folder);
    put(folder, historyKey('a.json.gz'), lines([query('q1')]));
    expect(await rowsOf(lake, ids.history)).toEqual([['q1']]);
    put(folder, historyKey('b.json.gz'), lines([query('q2')]));
    expect(await rowsOf(lake, `${ids.history} ORDER BY 1`)).toEqual([['q1'], ['q2']]);
  });

  it('reads a line longer than the limit that it begins with', async () => {
    const folder = scratch();
    const long = 'x'.repeat(5_000_000);
    put(folder, historyKey('a.json.gz'), lines([{ ...query('q1'), query: long }, query('q2')]));
    const lake = await open(folder);
    expect(await rowsOf(lake, 'SELECT sum(length(query)), count(*) FROM history')).toEqual([
      [5_000_000, 2],
    ]);
  });

  it('types the columns as the table has them', async () => {
    const folder = scratch();
    const row = {
      ...query('q1'),
      data_scanned_bytes: 9007199254740991,
      dpu_count: 4,
      result_reused: false,
      workgroup_tags: { team: 'data' },
      execution_parameters: ['a', 'b'],
      submitted_at: '2026-03-01T00:00:00.000Z',
    };
    put(folder, historyKey('a.json.gz'), lines([row]));
    const lake = await open(folder);
    const columns = Object.keys(row);
    const found = await rowsOf(lake, `SELECT ${columns.join(', ')} FROM history`);
    expect(found).toEqual([Object.values(row)]);
  });
});

describe('the trail', () => {
  it('reads both layouts and leaves out what is no log file of CloudTrail', async () => {
    const folder = scratch();
    put(folder, trailKey('a.json.gz'), document(record('e1')));
    put(
      folder,
      trailKey('a.json').replace('AWSLogs/', 'AWSLogs/o-abcdef1234/'),
      document(record('e2')),
    );
    put(folder, trailKey('d.json.gz').replace('/CloudTrail/', '/CloudTrail-Digest/'), 'x');
    put(folder, trailKey('empty.json.gz'), document());
    const lake = await open(folder);
    const rows = await rowsOf(
      lake,
      'SELECT eventid, account_id, region, delivered_day FROM cloudtrail ORDER BY 1',
    );
    const place = ['111122223333', 'eu-west-1', '2026/03/01'];
    expect(rows).toEqual([
      ['e1', ...place],
      ['e2', ...place],
    ]);
  });

  it('holds objects as JSON text, absent ones as null, identities as rows', async () => {
    const folder = scratch();
    const given = {
      requestParameters: { workGroup: 'w', n: 1 },
      responseElements: null,
      userIdentity: { type: 'Root', sessionContext: { attributes: { mfaAuthenticated: 'true' } } },
    };
    put(folder, trailKey('a.json'), document(record('e1', given)));
    const lake = await open(folder);
    const rows = await rowsOf(
      lake,
      'SELECT requestparameters, responseelements, resources, useridentity.sessioncontext.attributes.mfaauthenticated FROM cloudtrail',
    );
    expect(rows).toEqual([['{"workGroup":"w","n":1}', null, null, 'true']]);
  });

  it('shows every column to a star, and counts records without naming one', async () => {
    const folder = scratch();
    put(folder, trailKey('a.json'), document(record('e1'), record('e2')));
    const lake = await open(folder);
    expect((await lake.sql.select('SELECT * FROM cloudtrail')).columns).toHaveLength(32);
    expect((await lake.sql.select('SELECT c.* FROM cloudtrail AS c')).columns).toHaveLength(32);
    expect(await rowsOf(lake, 'SELECT count(*) FROM cloudtrail')).toEqual([[2]]);
    expect(await rowsOf(lake, 'SELECT * FROM (SELECT count(*) * 2 FROM cloudtrail)')).toEqual([
      [4],
    ]);
  });

  it('reads a document larger than DuckDB’s own limit', async () => {
    const folder = scratch();
    const query_text = 'SELECT 1 -- '.repeat(100);
    const records = Array.from({ length: 30_000 }, (_, i) =>
      record(String(i), { requestParameters: { queryString: query_text } }),
    );
    const text = document(...records);
    expect(text.length).toBeGreaterThan(36_000_000);
    put(folder, trailKey('large.json.gz'), text);
    const lake = await open(folder);
    expect(await rowsOf(lake, 'SELECT count(DISTINCT eventid) FROM cloudtrail')).toEqual([
      [30_000],
    ]);
  });
});

describe('broken files', () => {
  const BROKEN: [what: string, key: string, text: string][] = [
    ['a log file cut short', trailKey('b.json'), document(record('e1'), record('e2')).slice(0, 80)],
    ['a log file that is no JSON', trailKey('b.json'), '<html>no such key</html>'],
    [
      'a log file that is not zipped',
      trailKey('b.json.gzip').replace('.gzip', '.json'),
      '\u0000\u0001',
    ],
    ['a log file without records', trailKey('b.json'), '{"digest": true}'],
    ['a list', trailKey('b.json'), '[1, 2]'],
    [
      'a history file cut short',
      historyKey('b.json'),
      `${lines([query('q9')])}{"query_execution_id`,
    ],
    ['a history file that is no JSON', historyKey('b.json'), 'hello\n'],
    ['a history file whose line is a list', historyKey('b.json'), '[1, 2]\n'],
  ];

  it.each(BROKEN)('%s is named', async (_what, key, text) => {
    const folder = scratch();
    const file = put(folder, key, text);
    const lake = await open(folder);
    const statement = key.startsWith('trail') ? ids.trail : ids.history;
    const failure = await lake.sql.select(statement).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableFile);
    const { message } = failure as UnreadableFile;
    expect(message).toMatch(/^[^\n]+$/);
    expect(message.startsWith(`${file}: `)).toBe(true);
    expect(message).toMatch(/--skip-unreadable/);
  });

  it.each(BROKEN)('%s can be left out', async (_what, key, text) => {
    const folder = scratch();
    const file = put(folder, key, text);
    put(folder, trailKey('whole.json.gz'), document(record('e1')));
    put(folder, historyKey('whole.json.gz'), lines([query('q1')]));
    const lake = await open(folder, { skipUnreadable: true });
    expect(await rowsOf(lake, ids.trail)).toEqual([['e1']]);
    expect(await rowsOf(lake, ids.history)).toEqual([['q1']]);
    expect([...lake.sql.skipped().keys()]).toEqual([file]);
  });

  it('a broken file is no reason to leave a whole one out, whichever is opened first', async () => {
    const folder = scratch();
    const file = put(folder, trailKey('b.json'), '[1, 2]');
    put(folder, trailKey('whole.json.gz'), document(record('e1')));
    for (let times = 0; times < 40; times += 1) {
      const lake = await open(folder, { skipUnreadable: true });
      expect(await rowsOf(lake, ids.trail)).toEqual([['e1']]);
      expect([...lake.sql.skipped().keys()]).toEqual([file]);
    }
  });

  it('counts those that an INSERT would have read, also if an earlier statement met them', async () => {
    const folder = scratch();
    put(folder, trailKey('b.json'), 'no JSON');
    put(folder, historyKey('b.json', '2026-03-05'), 'no JSON');
    const lake = await open(folder, { skipUnreadable: true });
    await rowsOf(lake, 'SELECT eventid FROM cloudtrail UNION ALL SELECT query FROM history');
    expect(lake.sql.skipped().size).toBe(2);
    const nulls = 'NULL, '.repeat(34);
    const insert = (day: string, run: string): string =>
      `INSERT INTO submissions_staging SELECT eventid, ${nulls.slice(6)} '${DAY}' AS delivered_day, '${run}' AS run FROM cloudtrail WHERE delivered_day = '${day}'`;
    const call = (n: number) => ({ token: `${n}`.repeat(32), deadline: { remainingMs: () => 1 } });
    expect(await lake.sql.insert(insert('2026/03/01', 'r1'), call(1))).toMatchObject({
      files_skipped: 1,
    });
    expect(await lake.sql.insert(insert('2026/03/02', 'r2'), call(2))).toMatchObject({
      files_skipped: 0,
    });
  });

  it('half a file of a run that broke off disturbs nobody who does not ask for it', async () => {
    const folder = scratch();
    put(folder, 'events/day=2026-03-01/run=20260302T000000Z-dead-1/part-0.parquet', 'PAR1 half');
    const lake = await open(folder);
    const ask = (run: string) =>
      rowsOf(lake, `SELECT count(*) FROM events_staging WHERE day = '${DAY}' AND run = '${run}'`);
    expect(await ask('20260302T000000Z-live-1')).toEqual([[0]]);
    await expect(ask('20260302T000000Z-dead-1')).rejects.toThrow(StatementFailed);
    expect(await rowsOf(lake, 'SELECT count(*) FROM events')).toEqual([[0]]);
  });

  it('a zipped file that is none is named', async () => {
    const folder = scratch();
    const file = put(folder, historyKey('a.json'), 'x').replace(/a\.json$/, 'a.json.gz');
    writeFileSync(file, 'not gzip');
    const lake = await open(folder);
    await expect(rowsOf(lake, `${ids.history} WHERE day = '${DAY}'`)).rejects.toThrow(
      UnreadableFile,
    );
  });
});
