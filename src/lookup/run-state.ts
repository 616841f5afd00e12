import type { Clock, Deadline, EventHistory, FileStore, Log } from '../core/ports';
import type { Pace, Quota } from '../core/pace';
import type { Cursor, Totals } from './cursor';
import type { LogFiles } from './log-files';

export interface LookupPorts {
  events: EventHistory;
  files: FileStore;
  clock: Clock;
  log: Log;
  /** Attempts that CloudTrail throttled since the process began, if the adapter counts them. */
  throttled?: () => number;
}

interface Progress {
  records: number;
  /** Part of the range that has been listed, 0 to 1: the newest events come first. */
  listed: number;
}

export interface LookupOptions {
  deadline: Deadline;
  /** What a request without days means: the last complete day, or hour. */
  window: 'day' | 'hour';
  /** Part of the account's API quota to use, above 0 and at most 1. */
  api_share: number;
  run: string;
  onProgress?: (progress: Progress) => void;
  /** Default: what AWS publishes. */
  quota?: Quota;
  /** Stop this long before the deadline, to finish a call and write files. Default 45 s. */
  deadline_margin_ms?: number;
  /** A file ends with this many records. Default 5,000. */
  records_per_part?: number;
}

/** One call of the stage: what it may use, and how far it is. */
export interface LookupRun {
  ports: LookupPorts;
  options: LookupOptions;
  state: Cursor;
  logs: LogFiles;
  /** Waits for the API's next turn. */
  pace: Pace;
  /** Attempts that CloudTrail throttled in this run, earlier calls of it included. */
  throttled: () => number;
  /** True if no new call may begin. */
  halted: () => boolean;
  /** A page was done: from now on the deadline counts. A call always gets something done. */
  advanced: () => void;
}

/** Per account and region (CloudTrail API reference, LookupEvents); no burst is published. */
export const PUBLISHED_QUOTA: Quota = { per_second: 2, burst: 2 };

export const NO_TOTALS: Totals = {
  lookup_calls: 0,
  throttled: 0,
  late: 0,
  other_services: 0,
  undated: 0,
  unreadable: 0,
  restarted: 0,
};

const MOST_PROBLEMS = 20;

/** Notes what is missing: in the log always, in the ledger's message up to a number of lines. */
export function noteProblem({ ports, state }: LookupRun, code: string, problem: string): void {
  ports.log.warn(code, { problem });
  if (state.problems.length < MOST_PROBLEMS) state.problems.push(problem);
}
