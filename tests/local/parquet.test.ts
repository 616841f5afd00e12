/** A partition written here has the names and types that Athena would write. */
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { StatementFailed } from '../../src/core/errors';
import { athenaType, EVENTS, SUBMISSIONS, type Column } from '../../src/core/tables';
import type { LocalLake } from '../../src/local/lake';
import { open, rowsOf, scratch } from './scratch';

/** Physical and logical type in Parquet for each of Athena's. */
const PARQUET: Record<string, [physical: string, logical: string | null]> = {
  varchar: ['BYTE_ARRAY', 'UTF8'],
  bigint: ['INT64', 'INT_64'],
  double: ['DOUBLE', null],
  boolean: ['BOOLEAN', null],
  'timestamp(3)': ['INT64', 'TIMESTAMP_MILLIS'],
};

const VALUES: Record<string, string> = {
  varchar: `'it''s "odd"; ü🦆'`,
  bigint: '9007199254740993',
  double: '0.1e0',
  boolean: 'true',
  'timestamp(3)': `timestamp '2026-03-01 23:59:59.987'`,
  'map(varchar, varchar)': `MAP(ARRAY['team', 'ü'], ARRAY['data', ''])`,
};

const DAY = '2026-03-01';
const RUN = '20260302T010203Z-0a1b2c3d-1';
const call = (n: number) => ({
  token: String(n).padStart(32, '0'),
  deadline: { remainingMs: () => Infinity },
});
let folder: string;
let lake: LocalLake;

beforeAll(async () => {
  folder = scratch();
  lake = await open(folder);
});

/** Columns by position: their own names say nothing. */
const insertOf = (columns: readonly Column[], table: string, run: string, rows = 2): string => {
  const values = columns.map(({ type }, i) => `${VALUES[athenaType(type)]!} AS c${i}`);
  const nulls = columns.map(({ type }) => `CAST(NULL AS ${athenaType(type)})`);
  const key = table === 'events' ? 'day' : 'delivered_day';
  const partition = `'${DAY}' AS ${key}, '${run}' AS run`;
  return `-- A comment first.\nINSERT INTO ${table}_staging\nSELECT * FROM (SELECT ${values.join(', ')} UNION ALL SELECT ${nulls.join(', ')}) LIMIT ${rows}`.replace(
    'SELECT * FROM',
    `SELECT *, ${partition} FROM`,
  );
};

async function inDuckDb(statement: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(statement);
  const rows = reader.getRowsJS();
  connection.closeSync();
  return rows;
}

describe.each([
  ['events', EVENTS, `events/day=${DAY}/run=${RUN}`],
  ['submissions', SUBMISSIONS, `submissions/delivered_day=${DAY}/run=${RUN}`],
])('%s', (name, table, place) => {
  let file: string;

  beforeAll(async () => {
    const statement = insertOf(table.columns, name, RUN);
    const result = await lake.sql.insert(statement, call(table.columns.length));
    expect(result).toEqual({ rows_written: 2, files_skipped: 0 });
    const files = readdirSync(join(folder, place));
    expect(files).toEqual([expect.stringMatching(/^part-[0-9a-f]{16}\.parquet$/)]);
    file = join(folder, place, files[0]!);
  });

  it('has the table’s columns in order, and not the partition’s', async () => {
    const rows = await inDuckDb(
      `DESCRIBE SELECT * FROM read_parquet('${file}', hive_partitioning = false)`,
    );
    expect(rows.map(([column]) => column)).toEqual(table.columns.map((column) => column.name));
  });

  it('has Athena’s types', async () => {
    const rows = await inDuckDb(
      `SELECT name, type, converted_type FROM parquet_schema('${file}') WHERE type IS NOT NULL`,
    );
    const scalars = new Map(rows.map(([column, ...types]) => [column, types]));
    for (const { name: column, type } of table.columns) {
      if (typeof type === 'string')
        expect([column, scalars.get(column)]).toEqual([column, PARQUET[type]]);
    }
  });

  it('is compressed by ZSTD', async () => {
    expect(await inDuckDb(`SELECT DISTINCT compression FROM parquet_metadata('${file}')`)).toEqual([
      ['ZSTD'],
    ]);
  });

  it('keeps the values', async () => {
    const columns = table.columns.map((column) => `"${column.name}"`).join(', ');
    const rows = await rowsOf(lake, `SELECT ${columns} FROM ${name}_staging WHERE run = '${RUN}'`);
    const kept: Record<string, unknown> = {
      varchar: `it's "odd"; ü🦆`,
      bigint: '9007199254740993',
      double: 0.1,
      boolean: true,
      'timestamp(3)': '2026-03-01T23:59:59.987Z',
      'map(varchar, varchar)': { team: 'data', ü: '' },
    };
    const expected = table.columns.map(({ type }) => kept[athenaType(type)]);
    expect(rows).toContainEqual(expected);
    expect(rows).toContainEqual(table.columns.map(() => null));
  });
});

it('writes maps as Hive does', async () => {
  const [first] = readdirSync(join(folder, `events/day=${DAY}/run=${RUN}`));
  const file = join(folder, `events/day=${DAY}/run=${RUN}`, first!);
  const rows = await inDuckDb(
    `SELECT name, converted_type, repetition_type FROM parquet_schema('${file}') WHERE name IN ('workgroup_tags', 'key_value', 'key', 'value')`,
  );
  expect(rows).toEqual([
    ['workgroup_tags', 'MAP', 'OPTIONAL'],
    ['key_value', null, 'REPEATED'],
    ['key', 'UTF8', 'REQUIRED'],
    ['value', 'UTF8', 'OPTIONAL'],
  ]);
});

it('says which partition a row is of, by its folder', async () => {
  expect(await rowsOf(lake, `SELECT DISTINCT day, run FROM events_staging`)).toEqual([[DAY, RUN]]);
});

it('repeats a call onto the same file, and counts no row twice', async () => {
  const other = '20260302T010203Z-99999999-1';
  await lake.sql.insert(insertOf(EVENTS.columns, 'events', other), call(1));
  const again = await open(folder);
  await again.sql.insert(insertOf(EVENTS.columns, 'events', other), call(1));
  expect(readdirSync(join(folder, `events/day=${DAY}/run=${other}`))).toHaveLength(1);
});

it('fails where columns are missing, and leaves no file behind', async () => {
  const run = '20260302T010203Z-77777777-1';
  const short = insertOf(EVENTS.columns.slice(1), 'events', run);
  await expect(lake.sql.insert(short, call(2))).rejects.toThrow(StatementFailed);
  const folders = readdirSync(join(folder, `events/day=${DAY}`), {
    recursive: true,
    encoding: 'utf8',
  });
  expect(folders.filter((name) => name.includes(run) && name.endsWith('.parquet'))).toEqual([]);
});

it.each([
  `INSERT INTO events SELECT 1`,
  `INSERT INTO history SELECT 1`,
  `SELECT 1`,
  `INSERT INTO events_staging SELECT 1, x AS day, 'r' AS run FROM y`,
])('refuses %s', async (statement) => {
  await expect(lake.sql.insert(statement, call(statement.length))).rejects.toThrow(StatementFailed);
});

it('reads files without extension, as Athena names those that it writes', async () => {
  const run = '20260302T010203Z-77777777-1';
  await lake.sql.insert(insertOf(EVENTS.columns, 'events', run), call(7_000));
  const place = join(folder, `events/day=${DAY}/run=${run}`);
  renameSync(join(place, readdirSync(place)[0]!), join(place, '20260302_010203_00001_abcde_0a1b'));
  writeFileSync(join(place, '_SUCCESS'), '');
  const sql = `SELECT COUNT(*) FROM events_staging WHERE run = '${run}'`;
  expect(await rowsOf(lake, sql)).toEqual([[2]]);
});
