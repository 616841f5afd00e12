/** The job of ExportsFunction: a report for each hour, UTC day by UTC day. */
import { DeadlineReached, JobIncomplete, messageOf } from '../core/errors';
import { recorded } from '../core/ledger';
import type { Clock, Deadline, FileStore } from '../core/ports';
import { writeReports, type ReportPorts } from './write-reports';
import type { Hour } from './hours';
import type { ExportCounts, ExportState, Slice } from './job-state';
import { hoursOfSlice, reportsOf, type PublishedDays } from './plan';
import { timeZone } from './time-zone';

export interface ExportPorts extends ReportPorts {
  catalog: PublishedDays;
  files: FileStore;
  clock: Clock;
}

export interface ExportOptions {
  deadline: Deadline;
  /** Where the job runs, for the ledger. */
  account_id: string;
  region: string;
  onReport?: (hour: Hour) => void;
  /** With less time than this, no further report is begun. Default two minutes. */
  margin_ms?: number;
}

/** A UTC day, as far as it was asked for. */
export interface ExportedDay extends ExportCounts {
  day: string;
}

export type ExportResult =
  | { done: true; run: string; exported: ExportedDay[]; hours_missing: number }
  | { done: false; run: string; exported: ExportedDay[]; cursor: ExportState };

const MARGIN_MS = 120_000;
/** Keeps the cursor small; the log has the whole message. */
const MESSAGE_LENGTH = 200;

/** One call of the job. */
interface Work {
  ports: ExportPorts;
  state: ExportState;
  options: ExportOptions;
  exported: ExportedDay[];
  /** Reports written by this call. */
  written: number;
}

/** Each call writes a report, however little time it has: so a loop of calls always ends. */
function leaveTimeFor(what: string, { options, written }: Work): void {
  if (written === 0) return;
  if (options.deadline.remainingMs() >= (options.margin_ms ?? MARGIN_MS)) return;
  throw new DeadlineReached(`The time is over before ${what}; the cursor goes on with it.`);
}

/** Writes what is left of a slice; `counts` and the slice's beginning move with each report. */
async function writeSlice(
  work: Work,
  slice: Slice,
  hours: readonly Hour[],
  counts: ExportCounts,
): Promise<void> {
  const { ports, state, options } = work;
  await writeReports(ports, hours, state, {
    deadline: options.deadline,
    onReport: (hour, rows) => {
      counts.hours += 1;
      counts.rows += rows;
      slice.from = new Date(hour.to).toISOString();
      work.written += 1;
      options.onReport?.(hour);
      if (hour !== hours.at(-1)) leaveTimeFor(`the next report of ${slice.day}`, work);
    },
  });
}

/** A day that was not built has no report and no record: nothing is known of its hours. */
async function exportSlice(work: Work, slice: Slice): Promise<void> {
  const { ports, state, options } = work;
  const { ready, missing } = await hoursOfSlice(ports.catalog, timeZone(state.time_zone), slice);
  const counts = (state.begun ??= { hours: 0, rows: 0, hours_missing: missing });
  if (ready.length === 0 && counts.hours === 0) return;
  leaveTimeFor(`the reports of ${slice.day}`, work);
  const { account_id, region } = options;
  const head = { job: 'exports', run: state.run, day: slice.day, account_id, region } as const;
  await recorded(ports, head, async () => {
    await writeSlice(work, slice, ready, counts);
    return { ledger: { run: state.run, counts: { ...counts }, message: reportsOf(state) } };
  });
  work.exported.push({ day: slice.day, ...counts });
}

/** A day that fails leaves the others be; the job fails after them. */
async function exportSlices(work: Work): Promise<void> {
  const { ports, state } = work;
  for (let slice = state.slices[0]; slice !== undefined; slice = state.slices[0]) {
    try {
      await exportSlice(work, slice);
      state.hours_missing += state.begun?.hours_missing ?? 0;
    } catch (error) {
      if (error instanceof DeadlineReached) throw error;
      const message = messageOf(error);
      state.failed.push({ day: slice.day, message: message.slice(0, MESSAGE_LENGTH) });
      ports.log.warn('exports.failed', { day: slice.day, reason: message });
    }
    state.slices.shift();
    state.begun = null;
  }
}

/** @throws JobIncomplete if the reports of a day could not be written */
function assertComplete({ failed }: ExportState): void {
  const [first] = failed;
  if (!first) return;
  const days = failed.map(({ day }) => day).join(', ');
  throw new JobIncomplete(`Not exported: ${days}. ${first.message}`);
}

/**
 * Works off a state until it is done or the caller's time is over; then the cursor goes on with it.
 * @throws JobIncomplete if the reports of a day could not be written, after all others were
 */
export async function runExport(
  ports: ExportPorts,
  start: ExportState,
  options: ExportOptions,
): Promise<ExportResult> {
  const state = structuredClone(start);
  const work: Work = { ports, state, options, exported: [], written: 0 };
  try {
    await exportSlices(work);
    assertComplete(state);
    const { hours_missing } = state;
    return { done: true, run: state.run, exported: work.exported, hours_missing };
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw error;
    return { done: false, run: state.run, exported: work.exported, cursor: state };
  }
}
