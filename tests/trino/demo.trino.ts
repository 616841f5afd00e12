/** The demo organization on both engines: the same rows, and the same answers to every question. */
import { cp } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { runPrefix } from '../../src/core/lake';
import { renderSql } from '../../src/core/sql-text';
import { EVENTS, SUBMISSIONS } from '../../src/core/tables';
import { QUESTIONS } from '../../src/report/questions';
import type { Json } from '../cases-runner/expand';
import { DEMO, FIRST_DAY } from '../demo/demo-files';
import { demoLakes, type DemoLakes, type Row } from './demo-lakes';

const SUMMARY = join(__dirname, '../../src/report/summary');
const summaries = readdirSync(SUMMARY).map((file) => ({
  name: file.replace('.sql', ''),
  sql: renderSql(readFileSync(join(SUMMARY, file), 'utf8'), {
    first_day: FIRST_DAY,
    last_day: DEMO.last_day,
  }),
}));

let lakes: DemoLakes;

beforeAll(async () => {
  lakes = await demoLakes(DEMO);
}, 900_000);

afterAll(async () => {
  await lakes.close();
});

/** A sum of doubles depends on the order of its terms: the last bits of an aggregate may differ. */
const DIGITS = 12;
const rounded = (value: Json): Json =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;
const roundedRows = (rows: readonly Row[]): Row[] =>
  rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, rounded(v)])));

/** The whole lists would be a difference of a million lines. */
function expectSameRows(actual: readonly Row[], expected: readonly Row[]): void {
  const at = actual.findIndex((row, i) => !isDeepStrictEqual(row, expected[i]));
  if (at >= 0) expect({ at, row: actual[at] }).toEqual({ at, row: expected[at] });
  expect(actual.length).toBe(expected.length);
}

const ORDER = 'ORDER BY query_execution_id NULLS LAST, event_id NULLS LAST, delivered_day';
const columnsOf = (table: typeof EVENTS, alias = ''): string =>
  [...table.columns, ...table.partitions].map(({ name }) => `${alias}"${name}"`).join(', ');
const ALL_EVENTS = `SELECT ${columnsOf(EVENTS)} FROM events ${ORDER.replace('delivered_day', 'day')}`;

test('events are the same, row for row, to the last bit', async () => {
  const rows = await lakes.duckdb(ALL_EVENTS);
  expect(rows.length).toBeGreaterThan(1000);
  expectSameRows(await lakes.trino.query(ALL_EVENTS), rows);
});

test('submissions are the same, row for row', async () => {
  const sql = `SELECT ${columnsOf(SUBMISSIONS)} FROM submissions ${ORDER}`;
  expectSameRows(await lakes.trino.query(sql), await lakes.duckdb(sql));
});

test.each(QUESTIONS)('@$name has the same answer', async ({ sql }) => {
  const answer = await lakes.duckdb(sql);
  expect(answer.length).toBeGreaterThan(0);
  expect(roundedRows(await lakes.trino.query(sql))).toEqual(roundedRows(answer));
});

/** When a job ran, and its run's id, are no two jobs' the same. */
const withoutTimes = (rows: readonly Row[]): Row[] =>
  rows.map(({ last_built_at: _at, run: _run, ...row }) => row);

test.each(summaries)('the summary’s $name has the same answer', async ({ sql }) => {
  const [answer, other] = [await lakes.duckdb(sql), await lakes.trino.query(sql)];
  expect(withoutTimes(roundedRows(other))).toEqual(withoutTimes(roundedRows(answer)));
});

test.each(['completeness', 'silence'])('the view %s has the same rows', async (view) => {
  const sql = `SELECT * FROM ${view} ORDER BY 1, 2, 3`;
  const [answer, other] = [await lakes.duckdb(sql), await lakes.trino.query(sql)];
  expect(answer.length).toBeGreaterThan(0);
  expect(withoutTimes(other)).toEqual(withoutTimes(answer));
});

test('what Trino wrote is read by the local query', async () => {
  const rows = await lakes.trino.query(ALL_EVENTS);
  expect(rows.length).toBeGreaterThan(1000);
  expectSameRows(await lakes.over_trino(ALL_EVENTS), rows);
});

test('what DuckDB wrote is read by Trino', async () => {
  const day = DEMO.last_day;
  const run = '20261121T000000Z-duckdb-1';
  const [{ run: built } = {}] = await lakes.duckdb(
    `SELECT run FROM completeness WHERE day = '${day}'`,
  );
  const of = (name: string) => runPrefix('events', day, name);
  await cp(join(lakes.folder, of(built as string)), join(lakes.trino.lake, of(run)), {
    recursive: true,
  });
  const sql = ALL_EVENTS.replace('FROM events', `FROM events WHERE day = '${day}'`);
  const rows = await lakes.trino.query(sql);
  await lakes.trino.ports.catalog.publish('events', day, run);
  expect(rows.length).toBeGreaterThan(100);
  expectSameRows(await lakes.trino.query(sql), rows);
});

const SRC = join(__dirname, '../../src');
/** Statements in Athena's dialect: all but DuckDB's own macros. */
const shipped = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && !file.startsWith('local'))
  .map((file) => ({ file, first_line: readFileSync(join(SRC, file), 'utf8').split('\n')[0]! }));

test('every statement that ships ran here', () => {
  // A statement is known again by its first line, a comment of its own.
  expect(new Set(shipped.map(({ first_line }) => first_line)).size).toBe(shipped.length);
  const { ran } = lakes.trino;
  const missing = shipped.filter(
    ({ first_line }) =>
      !first_line.startsWith('-- ') || !ran.some((statement) => statement.includes(first_line)),
  );
  expect(missing).toEqual([]);
});
