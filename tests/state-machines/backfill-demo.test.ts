/** An organization that deploys today: both state machines fill the days before, end to end. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { gzipSync } from 'node:zlib';
import { addDays, dayRange } from '../../src/core/days';
import { EVENTS } from '../../src/core/tables';
import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import type { BackfillReport } from '../../src/events/backfill/report';
import { folderFiles } from '../../src/local/folder-files';
import { openLake } from '../../src/local/lake';
import { buildLake } from '../../src/cli/build-lake';
import { scratch } from '../local/scratch';
import { mainStack, regionalStack } from '../permissions/stacks';
import { steppingClock } from '../stand-ins/stepping-clock';
import { builders, collectors, morningAfter, type Limits } from './backfill-demo';
import { execute, type Execution } from './machine';

const DEMO: DemoInput = { seed: 5, days: 2, last_day: '2026-11-20' };
const FIRST = addDays(DEMO.last_day, 1 - DEMO.days);
const DAYS = dayRange(FIRST, DEMO.last_day);
const RANGE = { from: FIRST, to: DEMO.last_day };
const COLUMNS = EVENTS.columns
  .filter(({ name }) => name !== 'collected_at')
  .map(({ name }) => `"${name}"`)
  .join(', ');

const regional = regionalStack()['HistoryBackfillStateMachine']!;
const main = mainStack({ parameters: { ReportFormat: 'json', TrailLocation: '' } })[
  'EventsBackfillStateMachine'
]!;
const lake = scratch();
const limits: Limits = { remaining_ms: 900_000 };

async function eventsOf(folder: string): Promise<unknown[][]> {
  const { sql } = await openLake(folder);
  const order = 'ORDER BY day, query_execution_id NULLS LAST, event_id NULLS LAST';
  try {
    return (await sql.select(`SELECT day, ${COLUMNS} FROM events ${order}`)).rows;
  } finally {
    sql.close();
  }
}

/** What `build` makes of the demo's own history and trail. */
async function expected(): Promise<unknown[][]> {
  const folder = scratch();
  const files = folderFiles(folder);
  for (const { key, body } of demoOrganization(DEMO))
    await files.write(key, key.endsWith('.gz') ? gzipSync(body) : Buffer.from(body));
  await buildLake({ lake: folder, ...RANGE });
  return eventsOf(folder);
}

async function rebuild(): Promise<Execution> {
  const { lake: open, invoke } = await builders(lake, steppingClock(morningAfter(DEMO)), limits);
  try {
    return await execute(main, RANGE, invoke);
  } finally {
    open.sql.close();
  }
}

function reportOf(run: Execution): BackfillReport {
  const { report } = run.output as { report: string };
  return jest.requireActual<BackfillReport>(join(lake, report));
}

test('history, 24 hours of each day, calls, events, reports: as if collected in time', async () => {
  for (const invoke of collectors(lake, DEMO, limits)) {
    const run = await execute(regional, RANGE, invoke);
    expect(run.error).toBeUndefined();
    const looked = run.calls.filter(({ Payload }) => 'hour' in (Payload as object));
    expect(looked).toHaveLength(24 * DAYS.length);
    expect(run.output).toMatchObject({
      done: true,
      lookups: DAYS.map((day) => ({ day, hours: 24 })),
    });
  }
  const run = await rebuild();
  expect(run.error).toBeUndefined();
  const report = reportOf(run);
  expect(report).toMatchObject({ outcome: 'done', ...RANGE, reports: { outcome: 'done' } });
  expect(report.days.map(({ day }) => day)).toEqual(DAYS);
  const found = await eventsOf(lake);
  expect(found).toEqual(await expected());
  expect(report.rows).toBe(found.length);
}, 600_000);

test('the report’s rows and bytes are those of the files, as DuckDB alone reads them', async () => {
  const run = await rebuild();
  const report = reportOf(run);
  const connection = await (await DuckDBInstance.create()).connect();
  for (const { day, rows } of report.days) {
    const file = join(lake, `events/day=${day}/run=${report.run}-1/*`);
    const answer = await connection.runAndReadAll(
      `SELECT count(*) AS n FROM read_parquet('${file}')`,
    );
    expect(Number(answer.getRowObjects()[0]!['n'])).toBe(rows);
  }
  connection.closeSync();
  expect(readdirSync(join(lake, 'reports'), { recursive: true }).length).toBeGreaterThan(48);
  expect(report.days.map(({ missing }) => missing.length > 0)).toEqual(
    report.days.map(({ complete }) => !complete),
  );
}, 600_000);
