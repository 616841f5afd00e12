/** A small lake on which a job of two days runs, and what its readers see. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { noDeadline } from '../../src/core/clock';
import { LIST_PRICES } from '../../src/events/prices';
import { startJob, type JobState } from '../../src/events/job-state';
import { runJob, type JobResult } from '../../src/events/run-job';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';
import type { JsonValue } from '../../src/local/duckdb/values';
import { folderTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import { VIEWS } from '../../src/report/views';
import { FIRST, LAST, writeHistory, writeTrail } from '../cli/other-lake';
import { lines, put, scratch } from '../local/scratch';
import { keptLog } from '../memory/kept-log';
import { steppingClock } from '../stand-ins/stepping-clock';

export const DAYS = [FIRST, LAST];

/** Rows of `events` by day, and what `completeness` says of it. */
export type Tables = Record<string, { events: JsonValue[][]; counts: JsonValue[][] }>;

export interface Process {
  ports: SubmissionsPorts;
  tables(): Promise<Tables>;
  close(): void;
}

/** One process that works on the lake: its engine remembers no other's statements. */
export async function startProcess(folder: string, now: string): Promise<Process> {
  const clock = steppingClock(now);
  const lake = await openLake(folder, { clock, views: VIEWS });
  const trail = await folderTrail(join(folder, 'trail'));
  const of = async (sql: string): Promise<JsonValue[][]> => (await lake.sql.select(sql)).rows;
  return {
    ports: { ...lake, trail, log: keptLog() },
    close: () => {
      lake.sql.close();
    },
    async tables() {
      const events = await of('SELECT day, * FROM events ORDER BY query_execution_id, event_id');
      const counts = await of('SELECT * FROM completeness ORDER BY day');
      const day = (rows: JsonValue[][], name: string) => rows.filter(([first]) => first === name);
      return Object.fromEntries(
        DAYS.map((name) => [
          name,
          // Without last_built_at and run, which tell one build from another.
          { events: day(events, name), counts: day(counts, name).map((row) => row.slice(0, -2)) },
        ]),
      );
    },
  };
}

export const startState = (run: string): JobState =>
  startJob({ submission_days: [...DAYS], event_days: [...DAYS], with_late_days: true }, run, false);

export const job = (ports: SubmissionsPorts, state: JobState): Promise<JobResult> =>
  runJob(ports, state, {
    deadline: noDeadline,
    account_id: 'local',
    region: 'local',
    prices: LIST_PRICES,
  });

/** A call of the first day, delivered with the second, and one more query: both days change. */
function addNews(folder: string): void {
  const place = '111122223333/CloudTrail/eu-west-1/2026/03/02';
  const record = {
    eventTime: '2026-03-01T12:00:00Z',
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecution',
    eventID: 'event-late',
    responseElements: { queryExecutionId: 'q-three' },
    userIdentity: { type: 'IAMUser', userName: 'late' },
  };
  put(folder, `trail/AWSLogs/${place}/late.json`, JSON.stringify({ Records: [record] }));
  const row = { query_execution_id: 'q-six', submitted_at: '2026-03-02T20:00:00.000Z' };
  put(folder, `history/day=${LAST}/more.json`, lines([row]));
}

/** A lake with two days published, and news that they do not know yet. */
export async function makeTemplate(): Promise<{ template: string; old: Tables }> {
  const template = scratch();
  writeHistory(template);
  writeTrail(join(template, 'trail'));
  const earlier = await startProcess(template, '2026-03-03T01:00:00.000Z');
  await job(earlier.ports, startState('20260303T010000Z-00000000'));
  const old = await earlier.tables();
  earlier.close();
  addNews(template);
  // Left behind by runs that broke off long ago: the sweep takes them.
  const leftover = 'run=20260220T010000Z-99999999-1/part-0.parquet';
  put(template, `events/day=2026-02-19/${leftover}`, 'PAR1 half');
  put(template, `submissions/delivered_day=2026-02-19/${leftover}`, 'PAR1 half');
  return { template, old };
}

export function copyOf(template: string): string {
  const folder = scratch();
  cpSync(template, folder, { recursive: true });
  return folder;
}
