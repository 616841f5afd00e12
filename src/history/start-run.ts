import { InvalidInput } from '../core/errors';
import { planWindow } from '../core/window';
import { athenaCalls } from './athena-calls';
import { carriedIds } from './carried';
import { callFailure } from './failures';
import { PUBLISHED_QUOTAS } from './quotas';
import { ATHENA, type HistoryRequest } from './request';
import {
  fromCursor,
  NO_TOTALS,
  type CollectOptions,
  type HistoryPorts,
  type Run,
  type RunState,
} from './run-state';

const DEADLINE_MARGIN_MS = 45_000;

interface Whose {
  account_id: string;
  region: string;
}

async function whose(ports: HistoryPorts): Promise<Whose> {
  try {
    return await ports.history.whoAmI();
  } catch (error) {
    throw callFailure('GetCallerIdentity', error);
  }
}

/** @throws InvalidInput if the cursor is another account's or region's */
function resume(
  cursor: NonNullable<HistoryRequest['cursor']>,
  { account_id, region }: Whose,
): RunState {
  if (cursor.account_id === account_id && cursor.region === region) return fromCursor(cursor);
  throw new InvalidInput(
    `cursor: belongs to ${cursor.account_id}/${cursor.region}, but this is ${account_id}/${region}.`,
  );
}

async function begin(
  ports: HistoryPorts,
  request: HistoryRequest,
  options: CollectOptions,
  who: Whose,
): Promise<RunState> {
  const now = ports.clock.now();
  const window = planWindow(request, now, options.window, ATHENA);
  const workgroups = [...new Set(request.workgroups ?? [])];
  return {
    run: options.run,
    started_at: now.toISOString(),
    ...who,
    window,
    carried: await carriedIds(ports.files, window.to, who.account_id, who.region),
    pending: new Set(),
    workgroups: workgroups.length,
    waiting: workgroups,
    open: [],
    days: {},
    totals: { ...NO_TOTALS },
    problems: [],
  };
}

/**
 * The run's state, from the cursor or anew, and the means to go on with it.
 * @throws InvalidInput, AwsCallFailed (no credentials, no region)
 */
export async function startRun(
  ports: HistoryPorts,
  request: HistoryRequest,
  options: CollectOptions,
): Promise<Run> {
  if (!request.cursor) planWindow(request, ports.clock.now(), options.window, ATHENA); // refuse before any call
  const who = await whose(ports);
  const state = request.cursor
    ? resume(request.cursor, who)
    : await begin(ports, request, options, who);
  const pacing = {
    clock: ports.clock,
    quotas: options.quotas ?? PUBLISHED_QUOTAS,
    share: options.api_share,
    full: request.cursor === undefined,
  };
  const margin_ms = options.deadline_margin_ms ?? DEADLINE_MARGIN_MS;
  // The adapter counts from the start of the process, and a warm function has counted before.
  const throttled_before = (ports.throttled?.() ?? 0) - state.totals.throttled;
  let advanced = false;
  return {
    ports,
    options,
    calls: athenaCalls(ports.history, state.totals, pacing),
    state,
    tags: new Map(),
    throttled: () => (ports.throttled?.() ?? 0) - throttled_before,
    halted: () => advanced && options.deadline.remainingMs() <= margin_ms,
    advanced: () => (advanced = true),
  };
}
