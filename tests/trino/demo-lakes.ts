/** The demo organization built twice: by the stages on Trino, and by the stages on DuckDB. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noDeadline, systemClock } from '../../src/core/clock';
import { addDays, dayRange } from '../../src/core/days';
import { runId } from '../../src/core/run-id';
import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import { startJob } from '../../src/events/job-state';
import type { Plan } from '../../src/events/plan';
import { LIST_PRICES } from '../../src/events/prices';
import { runJob } from '../../src/events/run-job';
import { folderTrail, noTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';
import { VIEWS } from '../../src/report/views';
import type { Json } from '../cases-runner/expand';
import { runningTrino } from './running';
import { openTrinoLake, type TrinoWorld } from './trino-world';

export type Row = Record<string, Json>;
export type Ask = (sql: string) => Promise<Row[]>;

export interface DemoLakes {
  trino: TrinoWorld;
  duckdb: Ask;
  /** DuckDB over what Trino built. */
  over_trino: Ask;
  /** The folder that DuckDB built. */
  folder: string;
  close(): Promise<void>;
}

async function writeDemo(folder: string, input: DemoInput): Promise<void> {
  for (const { key, body } of demoOrganization(input)) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), key.endsWith('.gz') ? gzipSync(body) : body);
  }
}

async function runPlan(ports: SubmissionsPorts, plan: Plan, seed: string): Promise<void> {
  const job = startJob(plan, runId(systemClock.now(), seed), false);
  const where = { account_id: 'local', region: 'local' };
  const result = await runJob(ports, job, { deadline: noDeadline, prices: LIST_PRICES, ...where });
  if (!result.done) throw new Error('The job stopped without a deadline.');
}

async function build(ports: SubmissionsPorts, { days, last_day }: DemoInput): Promise<void> {
  const from = addDays(last_day, 1 - days);
  const submission_days = dayRange(from, addDays(last_day, 1));
  const event_days = dayRange(from, last_day);
  await runPlan(ports, { submission_days, event_days, with_late_days: false }, 'all');
  // Submissions newer than the events: the job looks for late days, and finds none.
  const again = { submission_days: [last_day], event_days: [], with_late_days: true };
  await runPlan(ports, again, 'again');
}

async function openFolder(folder: string) {
  const lake = await openLake(folder, { views: VIEWS });
  const ask: Ask = async (sql) => {
    const { columns, rows } = await lake.sql.select(sql);
    return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
  };
  const trail = await folderTrail(join(folder, 'trail')).catch(() => noTrail);
  return { lake, ask, trail };
}

export async function demoLakes(input: DemoInput): Promise<DemoLakes> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-both-'));
  await writeDemo(folder, input);
  const trino = await openTrinoLake(runningTrino(), systemClock);
  await writeDemo(trino.lake, input);
  const local = await openFolder(folder);
  await build({ ...local.lake, trail: local.trail, log: trino.ports.log }, input);
  await build(trino.ports, input);
  const over_trino = await openFolder(trino.lake);
  return {
    trino,
    duckdb: local.ask,
    over_trino: over_trino.ask,
    folder,
    close: async () => {
      local.lake.sql.close();
      over_trino.lake.sql.close();
      await trino.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
