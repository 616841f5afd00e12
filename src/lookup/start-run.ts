import { callFailure } from '../core/call-failure';
import { InvalidInput } from '../core/errors';
import { paceOf } from '../core/pace';
import type { TimeRange } from '../core/ports';
import { windowEnd, windowStart, type CollectedWindow } from '../core/window';
import type { Cursor } from './cursor';
import { logFiles } from './log-files';
import { CLOUDTRAIL, lookupWindow, type LookupRequest } from './request';
import {
  NO_TOTALS,
  PUBLISHED_QUOTA,
  type LookupOptions,
  type LookupPorts,
  type LookupRun,
} from './run-state';

const DEADLINE_MARGIN_MS = 45_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long before the window a run looks again. An event may appear in the event history after its
 * window was collected (CloudTrail user guide: about 5 minutes on average, not guaranteed); when the
 * window has been over for a day, a later run has looked.
 */
function lookBackMs(window: CollectedWindow, now: Date): number {
  if (now.getTime() - windowEnd(window) >= DAY_MS) return 0;
  return window.hour === null ? HOUR_MS : HOUR_MS / 4;
}

/** What to ask for, to the second. CloudTrail refuses a range that begins before its memory. */
export function rangeOf(window: CollectedWindow, now: Date): TimeRange {
  const oldest = now.getTime() - CLOUDTRAIL.days * DAY_MS;
  const from = Math.max(windowStart(window) - lookBackMs(window, now), oldest);
  return { from: new Date(Math.ceil(from / 1000) * 1000), to: new Date(windowEnd(window) - 1000) };
}

/** @throws InvalidInput if the cursor is another account's or region's */
function resume(
  cursor: Cursor,
  { account_id, region }: Pick<Cursor, 'account_id' | 'region'>,
): Cursor {
  if (cursor.account_id === account_id && cursor.region === region) return structuredClone(cursor);
  throw new InvalidInput(
    `cursor: belongs to ${cursor.account_id}/${cursor.region}, but this is ${account_id}/${region}.`,
  );
}

function begin(
  window: CollectedWindow,
  now: Date,
  who: Pick<Cursor, 'account_id' | 'region'>,
  run: string,
): Cursor {
  const { from, to } = rangeOf(window, now);
  return {
    source: 'lookup',
    run,
    started_at: now.toISOString(),
    ...who,
    window,
    range: { from: from.toISOString(), to: to.toISOString() },
    series: {},
    totals: { ...NO_TOTALS },
    problems: [],
  };
}

/** Hours by name come one after another: the run before has just used the account's bucket. */
const isBucketFull = ({ cursor, hour }: LookupRequest): boolean =>
  cursor === undefined && hour === undefined;

/**
 * The run's state, from the cursor or anew, and the means to go on with it.
 * @throws InvalidInput, AwsCallFailed (no credentials, no region)
 */
export async function startRun(
  ports: LookupPorts,
  request: LookupRequest,
  options: LookupOptions,
): Promise<LookupRun> {
  const now = ports.clock.now();
  const window = request.cursor?.window ?? lookupWindow(request, now, options.window);
  const who = await ports.events.whoAmI().catch((error: unknown) => {
    throw callFailure('GetCallerIdentity', 'STS', error);
  });
  const { account_id, region } = who;
  const state = request.cursor
    ? resume(request.cursor, who)
    : begin(window, now, { account_id, region }, options.run);
  const { quota = PUBLISHED_QUOTA, deadline_margin_ms = DEADLINE_MARGIN_MS } = options;
  // The adapter counts from the start of the process, and a warm function has counted before.
  const throttled_before = (ports.throttled?.() ?? 0) - state.totals.throttled;
  let advanced = false;
  return {
    ports,
    options,
    state,
    logs: logFiles(ports.files, state, options.records_per_part),
    pace: paceOf(quota, options.api_share, ports.clock, isBucketFull(request)),
    throttled: () => (ports.throttled?.() ?? 0) - throttled_before,
    halted: () => advanced && options.deadline.remainingMs() <= deadline_margin_ms,
    advanced: () => (advanced = true),
  };
}
