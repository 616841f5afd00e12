/** Rows in every format. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { scratch } from '../local/scratch';
import { FIRST, LAST, writeHistory, writeTrail } from './other-lake';
import { builtProgram, succeed, tooWide } from './program';

let lake: string;

beforeAll(async () => {
  lake = scratch();
  writeHistory(lake);
  writeTrail(join(lake, 'trail'));
  await succeed(['build', '--lake', lake, '--from', FIRST, '--to', LAST]);
});

const query = (sql: string, format = 'table'): Promise<string> =>
  succeed(['query', '--lake', lake, '--format', format, sql]);

/** RFC 4180, strictly: CRLF ends each record, quotes are doubled within quotes. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found) throw new Error(`no CSV at ${field.lastIndex}`);
    records.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] === '\r\n') records.push([]);
  }
  records.pop();
  return records;
}

const TOP_USERS =
  'SELECT user, SUM(data_scanned) AS total_data_scanned FROM events GROUP BY user ORDER BY total_data_scanned DESC LIMIT 10';

test('the README’s question runs as it stands', async () => {
  const text = await query(TOP_USERS);
  expect(text).toMatch(
    /^user +total_data_\n +scanned\nbob +9007199254740993\nann +20971525\n +20971520\neve\n/,
  );
  expect(text).toMatch(/\n4 rows\n$/);
  const rows = JSON.parse(await query(TOP_USERS, 'json')) as object[];
  expect(rows).toEqual([
    { user: 'bob', total_data_scanned: '9007199254740993' },
    { user: 'ann', total_data_scanned: 20971525 },
    { user: null, total_data_scanned: 20971520 },
    { user: 'eve', total_data_scanned: null },
  ]);
});

test('JSON is one array of objects; time stamps are ISO-8601 with Z', async () => {
  const sql = `SELECT query_execution_id, submitted_at, data_scanned, cost_usd, query, result_reused,
    MAP(ARRAY['a'], ARRAY[1]) AS tags FROM events WHERE query_execution_id = 'q-one'`;
  expect(JSON.parse(await query(sql, 'json'))).toEqual([
    {
      query_execution_id: 'q-one',
      submitted_at: '2026-03-01T10:00:00.000Z',
      data_scanned: 20971520,
      cost_usd: expect.closeTo((20971520 / 2 ** 40) * 5, 12) as number,
      query: `SELECT 'a,"b"' -- 🦆\r\nFROM t`,
      result_reused: null,
      tags: { a: 1 },
    },
  ]);
  expect(await query('SELECT 1 AS n FROM events WHERE false', 'json')).toBe('[]\n');
});

test('CSV is RFC 4180, with a header', async () => {
  const sql = `SELECT query_execution_id, submitted_at, data_scanned, query, error_code, true AS yes
    FROM events WHERE day = '${FIRST}' ORDER BY submitted_at`;
  expect(parseCsv(await query(sql, 'csv'))).toEqual([
    ['query_execution_id', 'submitted_at', 'data_scanned', 'query', 'error_code', 'yes'],
    ['q-one', '2026-03-01T10:00:00.000Z', '20971520', `SELECT 'a,"b"' -- 🦆\r\nFROM t`, '', 'true'],
    ['q-three', '2026-03-01T12:00:00.000Z', '20971520', 'SELECT 1', '', 'true'],
    ['q-two', '2026-03-01T23:59:59.900Z', '9007199254740993', 'SELECT 1', '', 'true'],
  ]);
  expect(parseCsv(await query('SELECT 1 AS n FROM events WHERE false', 'csv'))).toEqual([['n']]);
});

test('a table fits the terminal, cuts what is long, and lets no text steer the terminal', async () => {
  const text = await query(`SELECT *, chr(27) || '[31mred' AS evil FROM history ORDER BY 1`);
  expect(text).not.toContain('\u001b');
  const narrow = await query(
    `SELECT query_execution_id, query, 'x' || chr(10) || 'y' AS broken FROM events`,
  );
  expect(tooWide(narrow)).toEqual([]);
  expect(narrow).toContain('x y');
  expect(await query('SELECT 1 AS n')).toBe('n\n1\n1 row\n');
});

test('views and all tables can be asked', async () => {
  for (const table of [
    'history',
    'cloudtrail',
    'submissions',
    'events',
    'ledger',
    'completeness',
    'silence',
  ]) {
    const [row] = JSON.parse(await query(`SELECT count(*) AS n FROM ${table}`, 'json')) as {
      n: number;
    }[];
    expect([table, row!.n > 0]).toEqual([table, true]);
  }
});

test('a reader that closes its end has seen enough', () => {
  const command = `"${process.execPath}" "${builtProgram()}" query --lake "${lake}" --format csv "SELECT a.n, '${'x'.repeat(1000)}' AS x FROM UNNEST(ARRAY[1,2,3,4,5,6,7,8,9,10]) AS a(n) CROSS JOIN UNNEST(ARRAY[1,2,3,4,5,6,7,8,9,10]) AS b(n) CROSS JOIN UNNEST(ARRAY[1,2,3,4,5,6,7,8,9,10]) AS c(n)"`;
  const output = execFileSync('bash', ['-c', `set -o pipefail; ${command} 2>&1 | head -n 1`], {
    encoding: 'utf8',
  });
  expect(output).toBe('n,x\r\n');
});
