import { callFailure, nameOf } from '../core/call-failure';
import type { Page } from '../core/ports';
import { keepPage } from './keep-page';
import { readRecord } from './record';
import type { LookupRun } from './run-state';

/** The one attribute that LookupEvents takes; it has no filter of the service beside it. */
const EVENT_NAME = 'StartQueryExecution';

/** A page, or null if the run halted before the call. */
async function nextPage(run: LookupRun): Promise<Page<string> | null> {
  const { state, ports } = run;
  if (run.halted() || !(await run.pace(run.halted))) return null;
  state.totals.lookup_calls += 1;
  const range = { from: new Date(state.range.from), to: new Date(state.range.to) };
  return await ports.events.lookupEvents(EVENT_NAME, range, state.next_token);
}

/** Tells whoever watches how far the listing is. */
function reportProgress({ state, options }: LookupRun, page: readonly string[]): void {
  const oldest = readRecord(page.at(-1) ?? '')?.at ?? NaN;
  const [from, to] = [Date.parse(state.range.from), Date.parse(state.range.to)];
  const listed = Number.isNaN(oldest) ? 0 : Math.min(1, Math.max(0, (to - oldest) / (to - from)));
  const records = Object.values(state.series).reduce((sum, series) => sum + series.records, 0);
  options.onProgress?.({ records, listed: state.next_token === undefined ? 1 : listed });
}

/** A token that a cursor kept may have expired: the listing begins again, once, into the same files. */
function beginAgain(run: LookupRun): void {
  const { state } = run;
  run.ports.log.warn('lookup.token_refused', { run: state.run });
  delete state.next_token;
  run.logs.reset();
  Object.assign(state.totals, { late: 0, other_services: 0, undated: 0, unreadable: 0 });
  state.problems = [];
  state.totals.restarted += 1;
}

const isTokenRefused = (run: LookupRun, error: unknown): boolean =>
  nameOf(error) === 'InvalidNextTokenException' &&
  run.state.next_token !== undefined &&
  run.state.totals.restarted === 0;

async function pageOrAgain(run: LookupRun): Promise<Page<string> | null> {
  try {
    return await nextPage(run);
  } catch (error) {
    if (!isTokenRefused(run, error)) throw callFailure('LookupEvents', 'CloudTrail', error);
    beginAgain(run);
    return await pageOrAgain(run);
  }
}

/**
 * Lists the events of the run's range, from where its cursor stands, and files them.
 * @returns true at the end of the listing, false if the run halted first
 * @throws AwsCallFailed, and whatever the file store throws
 */
export async function listEvents(run: LookupRun): Promise<boolean> {
  for (;;) {
    const page = await pageOrAgain(run);
    if (!page) return false;
    await keepPage(run, page.items);
    if (page.next_token === undefined) delete run.state.next_token;
    else run.state.next_token = page.next_token;
    reportProgress(run, page.items);
    run.advanced();
    if (page.next_token === undefined) return true;
  }
}
