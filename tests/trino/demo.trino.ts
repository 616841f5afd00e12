/** The demo organization on both engines: the same rows, and the same answers to every question. */
import { cp } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noDeadline, systemClock } from '../../src/core/clock';
import { runPrefix } from '../../src/core/lake';
import { runId } from '../../src/core/run-id';
import { renderSql } from '../../src/core/sql-text';
import {
  ADDRESSES,
  CLOUDTRAIL_EVENTS,
  EVENTS,
  SUBMISSIONS,
  type Table,
} from '../../src/core/tables';
import { startExport } from '../../src/exports/job-state';
import { slicesOfDays } from '../../src/exports/plan';
import { runExport } from '../../src/exports/run-export';
import { timeZone } from '../../src/exports/time-zone';
import { lastCollections, trailRecords } from '../../src/report/doctor';
import EXTENT from '../../src/report/figures/extent.sql';
import { figureStatements } from '../../src/report/figures';
import { QUESTIONS } from '../../src/report/questions';
import { parametersOf } from '../../src/report/figure-parameters';
import { VIEWS } from '../../src/report/views';
import type { Json } from '../cases-runner/expand';
import { succeed } from '../cli/program';
import { DEMO, FIRST_DAY } from '../demo/demo-files';
import { memoryFiles } from '../memory/memory-files';
import type { Answer, EngineLake } from './both-engines';
import { demoLakes, readerOf } from './demo-lakes';
import { expectSame, type SameOptions } from './expect-same';
import { note, readNotes, SHIPPED } from './ran';
import { ranOnBoth } from './closing-line';
import { runningTrino } from './running';

const SUMMARY = join(__dirname, '../../src/report/summary');
const summaries = readdirSync(SUMMARY).map((file) => ({
  name: file.replace('.sql', ''),
  sql: renderSql(readFileSync(join(SUMMARY, file), 'utf8'), {
    first_day: FIRST_DAY,
    last_day: DEMO.last_day,
  }),
}));

/** The report's figures as it asks them, and with so few rows that the tail is folded or cut. */
const figures = [
  ...figureStatements(parametersOf(FIRST_DAY, DEMO.last_day)),
  ...figureStatements({
    ...parametersOf('2026-11-14', DEMO.last_day),
    max_usage: 60,
    max_cells: 60,
    top_rows: 3,
    top_queries: 5,
    top_shapes: 7,
    top_people: 3,
  }).map((figure) => ({ ...figure, name: `${figure.name}, cut` })),
  { name: 'extent', sql: EXTENT },
];

let lakes: Awaited<ReturnType<typeof demoLakes>>;

beforeAll(async () => {
  lakes = await demoLakes(DEMO);
}, 900_000);

afterAll(async () => {
  await lakes.close();
});

const ORDER = 'query_execution_id NULLS LAST, event_id NULLS LAST';
const namesOf = (table: Table): string[] =>
  [...table.columns, ...table.partitions].map(({ name }) => name);
const allOf = (table: Table, order: string): string =>
  `SELECT ${namesOf(table)
    .map((name) => `"${name}"`)
    .join(', ')} FROM ${table.name} ORDER BY ${order}`;
const ALL_EVENTS = allOf(EVENTS, `${ORDER}, day`);
const ALL_OF_THE_MONTH = allOf(CLOUDTRAIL_EVENTS, 'event_id NULLS LAST');
const ALL_SUBMISSIONS = allOf(SUBMISSIONS, `${ORDER}, delivered_day`);

/** Asks both engines; their answers must be the same. */
async function same(what: string, sql: string, options: SameOptions = {}): Promise<Answer> {
  const answer = await lakes.duckdb.select(sql);
  // DuckDB's client numbers a column whose name is there already.
  const columns = answer.columns.map((name) => name.replace(/:\d+$/, ''));
  expectSame(await lakes.trino.select(sql), { ...answer, columns }, options);
  note(runningTrino().root, { equal: what, count: 1 });
  return answer;
}

test('events are the same, row for row, to the last bit', async () => {
  expect((await same('tables', ALL_EVENTS)).rows.length).toBeGreaterThan(1000);
});

test('submissions are the same, row for row', async () => {
  expect((await same('tables', ALL_SUBMISSIONS)).rows.length).toBeGreaterThan(1000);
});

test('the month of CloudTrail is the same, row for row', async () => {
  expect((await same('tables', ALL_OF_THE_MONTH)).rows.length).toBeGreaterThan(10_000);
});

test('addresses are the same, and the views have their countries', async () => {
  const { rows } = await same('tables', allOf(ADDRESSES, 'source_ip'));
  expect(rows.length).toBeGreaterThan(10);
  const places = 'SELECT DISTINCT country, city FROM failed_calls ORDER BY country, city';
  expect((await same('tables', places)).rows).toContainEqual(['Norway', null]);
});

test.each([
  [
    'select * from athena_cloudtrail_info a, athena_sql_info b where a.query_execution_id = b.query_execution_id',
    ' order by 2',
  ],
  [
    'SELECT user, SUM(data_scanned) as total_data_scanned FROM events_table GROUP BY user ORDER BY total_data_scanned DESC LIMIT 10',
    '',
  ],
])('a statement of another tool runs as it stands: %s', async (sql, order) => {
  expect((await lakes.trino.select(sql)).rows.length).toBeGreaterThan(9);
  expect((await same('statements of other tools', sql + order)).rows.length).toBeGreaterThan(9);
});

test.each(QUESTIONS)('@$name has the same answer', async ({ sql }) => {
  expect((await same('questions', sql, { sums: true })).rows.length).toBeGreaterThan(0);
});

/** When a job ran, and its run's id, are no two jobs' the same. */
const without = ['last_built_at', 'run'];

test.each(summaries)('the summary’s $name has the same answer', async ({ sql }) => {
  await same('summaries', sql, { sums: true, without });
});

test.each(figures)('the report’s $name has the same answer', async ({ sql }) => {
  await same('figures', sql, { sums: true, without: [...without, 'finished_at', 'built_at'] });
});

test.each(VIEWS)('the view $name has the same rows', async ({ name, definition }) => {
  // By all columns, or rows alike in the first ones come in any order. Maps have none.
  const order = definition.flatMap(({ type }, i) => (typeof type === 'string' ? [i + 1] : []));
  const { rows } = await same('views', `SELECT * FROM ${name} ORDER BY ${order.join(', ')}`, {
    without,
  });
  expect(rows.length).toBeGreaterThan(0);
});

/** As `query --format json` prints it. */
const objects = ({ columns, rows }: Answer): Record<string, Json>[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));

test('the doctor’s checks have the same answers', async () => {
  const last = objects(await same('checks', lastCollections(FIRST_DAY)));
  const [site] = last.filter((row) => row['last_day'] === DEMO.last_day);
  const { account_id, region } = site as { account_id: string; region: string };
  const { rows } = await same('checks', trailRecords(account_id, region, DEMO.last_day));
  expect(Number(rows[0]?.[0])).toBeGreaterThan(0);
});

/** Every report of the demo, by key, in a zone whose days are not UTC's. */
async function reportsOf(lake: EngineLake, format: 'csv' | 'json'): Promise<[string, string][]> {
  const reports = memoryFiles();
  const zone = 'Asia/Kolkata';
  const slices = slicesOfDays(timeZone(zone), FIRST_DAY, DEMO.last_day);
  const run = runId(systemClock.now(), format);
  const where = { account_id: 'local', region: 'local', deadline: noDeadline };
  const job = startExport({ run, format, time_zone: zone, slices });
  await runExport({ ...lake.ports, reader: readerOf(lake), reports }, job, where);
  return [...reports.files].map(([key, body]) => [key, body.toString('utf8')]);
}

test.each(['csv', 'json'] as const)('reports as %s are the same, byte for byte', async (format) => {
  const reports = await reportsOf(lakes.duckdb, format);
  const other = new Map(await reportsOf(lakes.trino, format));
  expect(reports.length).toBeGreaterThan(300);
  expect(reports.filter(([key, text]) => other.get(key) !== text).map(([key]) => key)).toEqual([]);
  expect(other.size).toBe(reports.length);
  note(runningTrino().root, { equal: 'reports', count: reports.length });
});

test.each([
  ['events', ALL_EVENTS],
  ['submissions', ALL_SUBMISSIONS],
  ['cloudtrail_events', ALL_OF_THE_MONTH],
])('%s that Trino wrote are read by the local query, all columns', async (_name, sql) => {
  const args = ['query', '--lake', lakes.trino.folder, '--format', 'json', sql];
  const printed = JSON.parse(await succeed(args)) as Record<string, Json>[];
  const wanted = objects(await lakes.trino.select(sql));
  expect(wanted.length).toBeGreaterThan(1000);
  const at = wanted.findIndex((row, i) => JSON.stringify(row) !== JSON.stringify(printed[i]));
  if (at >= 0) expect({ at, row: printed[at] }).toEqual({ at, row: wanted[at] });
  expect(printed.length).toBe(wanted.length);
});

test.each([
  { table: EVENTS, key: 'day', order: ORDER },
  { table: SUBMISSIONS, key: 'delivered_day', order: `${ORDER}, delivered_day` },
] as const)('$table.name that DuckDB wrote are read by Trino, all columns', async (given) => {
  const { table, key, order } = given;
  const name = table === EVENTS ? 'events' : 'submissions';
  const day = DEMO.last_day;
  const from = await lakes.duckdb.ports.catalog.published(name, day);
  const run = '20261121T000000Z-duckdb-1';
  const of = (folder: string, id: string) => join(folder, runPrefix(name, day, id));
  await cp(of(lakes.duckdb.folder, from!.run), of(lakes.trino.folder, run), { recursive: true });
  await lakes.trino.ports.catalog.publish(name, day, run);
  const sql = allOf(table, order).replace(' ORDER', ` WHERE ${key} = '${day}' ORDER`);
  const answer = await lakes.duckdb.select(sql);
  expect(answer.rows.length).toBeGreaterThan(100);
  expectSame(await lakes.trino.select(sql), answer);
});

test('every statement that ships ran on both engines', () => {
  // A statement is known again by its first line, a comment of its own.
  expect(SHIPPED.filter(({ first_line }) => !first_line.startsWith('-- '))).toEqual([]);
  expect(new Set(SHIPPED.map(({ first_line }) => first_line)).size).toBe(SHIPPED.length);
  const ran = ranOnBoth(readNotes(runningTrino().root));
  expect(SHIPPED.map(({ file }) => file).filter((file) => !ran.has(file))).toEqual([]);
});
