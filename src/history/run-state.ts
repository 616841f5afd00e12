import type { Clock, Deadline, FileStore, Log, QueryHistory } from '../core/ports';
import type { AthenaCalls } from './athena-calls';
import type { Cursor, DayCounts, Totals, WorkgroupPass } from './cursor';
import type { Quotas } from './quotas';

export interface HistoryPorts {
  history: QueryHistory;
  files: FileStore;
  clock: Clock;
  log: Log;
  /** Attempts that Athena throttled since the process began, if the adapter counts them. */
  throttled?: () => number;
}

interface Progress {
  queries: number;
  workgroups_finished: number;
  workgroups: number;
}

export interface CollectOptions {
  deadline: Deadline;
  /** What a request without days means: the last complete day, or hour. */
  window: 'day' | 'hour';
  /** Part of the account's API quotas to use, above 0 and at most 1. */
  api_share: number;
  run: string;
  onProgress?: (progress: Progress) => void;
  /** Default: what AWS publishes. */
  quotas?: Quotas;
  /** Stop this long before the deadline, to finish calls and write files. Default 45 s. */
  deadline_margin_ms?: number;
  /** Whole pages before the window, one after another, that end a listing. Default 3. */
  stop_after_pages?: number;
  /** A page counts as before the window only if it is older by this. Default one hour. */
  stop_margin_ms?: number;
  /** Cut a part when it has this many bytes, compressed. Default 2 MiB. */
  part_bytes?: number;
}

/** The cursor's contents while the run goes on. */
export type RunState = Omit<Cursor, 'pending'> & { pending: Set<string> };

/** One call of the stage: what it may use, and how far it is. */
export interface Run {
  ports: HistoryPorts;
  options: CollectOptions;
  calls: AthenaCalls;
  state: RunState;
  /** Tags by workgroup, asked for once. */
  tags: Map<string, Promise<Record<string, string> | null>>;
  /** Attempts that Athena throttled in this run, earlier calls of it included. */
  throttled: () => number;
  /** True if no new call may begin: the time is nearly over, or another workgroup failed the run. */
  halted: () => boolean;
  /** A page was done: from now on the deadline counts. A call always gets something done. */
  advanced: () => void;
}

export const NO_TOTALS: Totals = {
  list_calls: 0,
  batch_calls: 0,
  throttled: 0,
  unprocessed: 0,
  undated: 0,
  workgroups_lost: 0,
  refetched: 0,
  gone: 0,
};

/** The counts of a day, made when first asked for. */
export const countsOf = (days: Record<string, DayCounts>, day: string): DayCounts =>
  (days[day] ??= { queries: 0, running: 0, parts: 0 });

export const newPass = (workgroup: string): WorkgroupPass => ({
  workgroup,
  old_pages: 0,
  next_part: {},
  days: {},
});

const MOST_PROBLEMS = 20;

/** Notes what is missing: in the log always, in the ledger's message up to a number of lines. */
export function noteProblem(run: Run, code: string, problem: string): void {
  run.ports.log.warn(code, { problem });
  if (run.state.problems.length < MOST_PROBLEMS) run.state.problems.push(problem);
}

export function toCursor(state: RunState): Cursor {
  return { ...state, pending: [...state.pending] };
}

export function fromCursor(cursor: Cursor): RunState {
  const { pending, ...rest } = structuredClone(cursor);
  return { ...rest, pending: new Set(pending) };
}
