/** The job of EventsFunction: submissions first, then events, day by day; then the sweep. */
import { addDays } from '../core/days';
import { DeadlineReached, JobIncomplete, messageOf } from '../core/errors';
import type { BuiltPartition } from '../core/partition-run';
import { statementToken } from '../core/run-id';
import { renderSql } from '../core/sql-text';
import { sweepRuns } from '../core/sweep';
import {
  buildSubmissions,
  type BuildOptions,
  type SubmissionsPorts,
} from '../submissions/build-submissions';
import { buildEvents, LAST_DELIVERY_DAYS } from './build-events';
import type { Plan } from './plan';
import type { Prices } from './prices';
import LATE_DAYS from './sql/late-days.sql';

/** What is left to do; JSON, so that the next invocation can go on with it. */
export interface JobState extends Plan {
  run: string;
  force: boolean;
  /** Delivered days that this job has read so far. */
  delivered_days: string[];
  /** Days that could not be built, with the reason. */
  failed: { day: string; message: string }[];
}

export interface JobOptions extends Omit<BuildOptions, 'run' | 'force'> {
  prices: Prices;
  onBuilt?: (built: BuiltPartition, state: JobState) => void;
}

export type JobResult =
  | { done: true; run: string; built: BuiltPartition[]; swept: number }
  | { done: false; run: string; built: BuiltPartition[]; cursor: JobState };

/** Where a job begins. */
export const startJob = (plan: Plan, run: string, force: boolean): JobState => ({
  ...plan,
  run,
  force,
  delivered_days: [],
  failed: [],
});

/** Days built before that new submissions were delivered for, beside those that are planned. */
async function lateDays(
  ports: SubmissionsPorts,
  state: JobState,
  options: JobOptions,
): Promise<string[]> {
  const delivered_days = [...state.delivered_days].sort();
  const [first] = delivered_days;
  const last_day = delivered_days.at(-1);
  if (!state.with_late_days || first === undefined || last_day === undefined) return [];
  const first_day = addDays(first, -LAST_DELIVERY_DAYS);
  const statement = renderSql(LATE_DAYS, { delivered_days, first_day, last_day });
  const token = statementToken('late-days', state.run, ...delivered_days);
  const rows = await ports.sql.query(statement, { token, deadline: options.deadline });
  const built = new Set((await ports.catalog.listPublished('events')).map(({ day }) => day));
  return rows
    .map(({ day }) => String(day))
    .filter((day) => built.has(day) && !state.event_days.includes(day));
}

/**
 * A day whose submissions are missing would be published wrong, so a failure there ends the job; a
 * day of events that fails leaves the others be, and the job fails after them.
 */
async function advance(
  ports: SubmissionsPorts,
  state: JobState,
  options: JobOptions,
  built: BuiltPartition[],
): Promise<void> {
  const build = { ...options, run: state.run, force: state.force };
  const note = (partition: BuiltPartition): void => {
    built.push(partition);
    options.onBuilt?.(partition, state);
  };
  for (let day = state.submission_days[0]; day !== undefined; day = state.submission_days[0]) {
    const partition = await buildSubmissions(ports, day, build);
    state.submission_days.shift();
    state.delivered_days.push(day);
    note(partition);
  }
  const late = await lateDays(ports, state, options);
  state.event_days = [...late, ...state.event_days].sort();
  state.with_late_days = false;
  for (let day = state.event_days[0]; day !== undefined; day = state.event_days[0]) {
    try {
      const partition = await buildEvents(ports, day, build);
      state.event_days.shift();
      note(partition);
    } catch (error) {
      if (error instanceof DeadlineReached) throw error;
      state.failed.push({ day, message: messageOf(error) });
      state.event_days.shift();
      ports.log.warn('events.failed', { day, reason: messageOf(error) });
    }
  }
}

async function sweep(ports: SubmissionsPorts): Promise<number> {
  const swept = [...(await sweepRuns(ports, 'submissions')), ...(await sweepRuns(ports, 'events'))];
  if (swept.length > 0) ports.log.info('events.swept', { runs: swept.length });
  return swept.length;
}

/**
 * Works off a state until it is done or the caller's time is over; then the cursor goes on with it.
 * @throws JobIncomplete if a day of events could not be built, after all others were
 * @throws whatever failed a delivered day: AuditFailed, StatementFailed, UnreadableFile, AwsCallFailed
 */
export async function runJob(
  ports: SubmissionsPorts,
  start: JobState,
  options: JobOptions,
): Promise<JobResult> {
  const state = structuredClone(start);
  const built: BuiltPartition[] = [];
  try {
    await advance(ports, state, options, built);
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw error;
    return { done: false, run: state.run, built, cursor: state };
  }
  const swept = await sweep(ports);
  const [first] = state.failed;
  if (first) {
    const days = state.failed.map(({ day }) => day).join(', ');
    throw new JobIncomplete(`Not built: ${days}. ${first.message}`);
  }
  return { done: true, run: state.run, built, swept };
}
