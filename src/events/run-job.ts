/** The job of EventsFunction: submissions first, then events, day by day; then the sweep. */
import { DeadlineReached, JobIncomplete, messageOf } from '../core/errors';
import type { BuiltPartition } from '../core/partition-run';
import { sweepRuns } from '../core/sweep';
import {
  buildSubmissions,
  type BuildOptions,
  type SubmissionsPorts,
} from '../submissions/build-submissions';
import { buildEvents } from './build-events';
import type { JobState } from './job-state';
import { lateDays } from './late-days';
import type { Prices } from './prices';

export interface JobOptions extends Omit<BuildOptions, 'run' | 'force'> {
  prices: Prices;
  onBuilt?: (built: BuiltPartition, state: JobState) => void;
  /** With less time than this, no further partition is begun. Default one minute. */
  margin_ms?: number;
}

/** Enough to list a large trail, or to sweep, between two statements. */
const MARGIN_MS = 60_000;

/** Keeps the cursor small; the log has the whole message. */
const MESSAGE_LENGTH = 200;

export type JobResult =
  | { done: true; run: string; built: BuiltPartition[]; swept: number }
  | { done: false; run: string; built: BuiltPartition[]; cursor: JobState };

/** Each call gets something done, however little time it has: so a loop of calls always ends. */
function leaveTimeFor(what: string, built: readonly BuiltPartition[], options: JobOptions): void {
  if (built.length === 0) return;
  if (options.deadline.remainingMs() >= (options.margin_ms ?? MARGIN_MS)) return;
  throw new DeadlineReached(`The time is over before ${what}; the cursor goes on with it.`);
}

/** One call of the job. */
interface Work {
  ports: SubmissionsPorts;
  state: JobState;
  options: JobOptions;
  built: BuiltPartition[];
}

function note({ built, options, state }: Work, partition: BuiltPartition): void {
  built.push(partition);
  options.onBuilt?.(partition, state);
}

/** A day of events whose submissions are missing would be published wrong: a failure ends the job. */
async function readSubmissions(work: Work): Promise<void> {
  const { ports, state, options, built } = work;
  for (let day = state.submission_days[0]; day !== undefined; day = state.submission_days[0]) {
    leaveTimeFor(`submissions ${day}`, built, options);
    const partition = await buildSubmissions(ports, day, { ...options, ...state });
    state.submission_days.shift();
    note(work, partition);
  }
}

async function addLateDays({ ports, state, options, built }: Work): Promise<void> {
  if (!state.with_late_days) return;
  leaveTimeFor('the late days', built, options);
  const late = await lateDays(ports, state.run, options.deadline);
  state.event_days = [...new Set([...late, ...state.event_days])].sort();
  state.with_late_days = false;
}

/** A day that fails leaves the others be; the job fails after them. */
async function buildEventDays(work: Work): Promise<void> {
  const { ports, state, options, built } = work;
  for (let day = state.event_days[0]; day !== undefined; day = state.event_days[0]) {
    leaveTimeFor(`events ${day}`, built, options);
    try {
      note(work, await buildEvents(ports, day, { ...options, ...state }));
    } catch (error) {
      if (error instanceof DeadlineReached) throw error;
      const message = messageOf(error);
      state.failed.push({ day, message: message.slice(0, MESSAGE_LENGTH) });
      ports.log.warn('events.failed', { day, reason: message });
    }
    state.event_days.shift();
  }
}

async function sweep({ ports, built, options }: Work): Promise<number> {
  leaveTimeFor('the sweep', built, options);
  let swept = 0;
  for (const table of ['submissions', 'events', 'cloudtrail_events'] as const)
    swept += (await sweepRuns(ports, table)).length;
  if (swept > 0) ports.log.info('events.swept', { runs: swept });
  return swept;
}

async function advance(work: Work): Promise<number> {
  await readSubmissions(work);
  await addLateDays(work);
  await buildEventDays(work);
  return await sweep(work);
}

/** @throws JobIncomplete if a day of events could not be built */
function assertComplete({ failed }: JobState): void {
  const [first] = failed;
  if (!first) return;
  const days = failed.map(({ day }) => day).join(', ');
  throw new JobIncomplete(`Not built: ${days}. ${first.message}`);
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
  const work: Work = { ports, state, options, built: [] };
  try {
    const swept = await advance(work);
    assertComplete(state);
    return { done: true, run: state.run, built: work.built, swept };
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw error;
    return { done: false, run: state.run, built: work.built, cursor: state };
  }
}
