import { runFailure } from '../core/call-failure';
import { dayRange } from '../core/days';
import { JobIncomplete, messageOf, type LedgerError } from '../core/errors';
import { windowLabel } from '../core/window';
import type { Cursor, Totals } from './cursor';
import { countsOfDay, isIncomplete, recordRun } from './ledger-records';
import { listEvents } from './list-events';
import type { LookupRequest } from './request';
import type { LookupOptions, LookupPorts, LookupRun } from './run-state';
import { startRun } from './start-run';

export interface LookupDone {
  done: true;
  source: 'lookup';
  run: string;
  account_id: string;
  region: string;
  /** First and last day collected. */
  from: string;
  to: string;
  counts: Totals & { records: number; parts: number };
  /** What is worth knowing though nothing is missing. */
  notes: string[];
}

export interface LookupUnfinished {
  done: false;
  /** Give it back as `{cursor}`: the run goes on where it stopped. */
  cursor: Cursor;
}

/**
 * Collects who started queries from CloudTrail's event history of one account and region, into files
 * of a trail's layout and format below `trail/AWSLogs/`, and the ledger says what was collected.
 * @throws InvalidInput; AwsCallFailed; JobIncomplete if something is missing (the rest is in place).
 *   Whatever is thrown after the run began also stands in the ledger, with outcome `failed`.
 */
export async function collectLookup(
  ports: LookupPorts,
  request: LookupRequest,
  options: LookupOptions,
): Promise<LookupDone | LookupUnfinished> {
  const run = await startRun(ports, request, options);
  try {
    const finished = await listEvents(run);
    await run.logs.flush();
    if (!finished) return await unfinished(run);
    if (!isIncomplete(run.state)) return await done(run);
  } catch (error) {
    throw await failed(run, runFailure(titleOf(run), error));
  }
  throw await failed(run, incomplete(run));
}

function titleOf({ state: { window, account_id, region } }: LookupRun): string {
  const first = windowLabel(window, window.from);
  const last = window.to === window.from ? '' : ` to ${window.to}`;
  return `lookup of ${first}${last} in ${account_id}/${region}`;
}

const notesOf = ({ state }: LookupRun): string | null => state.problems.join('; ') || null;

function incomplete(run: LookupRun): JobIncomplete {
  return new JobIncomplete(
    `${titleOf(run)} is incomplete: ${notesOf(run) ?? ''}. The rest is written; run it again.`,
  );
}

/** Records the failure; a ledger that cannot be written must not hide what went wrong first. */
async function failed(run: LookupRun, error: LedgerError): Promise<LedgerError> {
  try {
    await recordRun(run, 'failed', error.message);
  } catch (second) {
    run.ports.log.warn('lookup.ledger_not_written', { reason: messageOf(second) });
  }
  return error;
}

async function unfinished(run: LookupRun): Promise<LookupUnfinished> {
  await recordRun(run, 'unfinished', notesOf(run));
  return { done: false, cursor: structuredClone(run.state) };
}

/** Sums of all days; `late` records are among neither day's. */
function countsOf(state: Cursor): LookupDone['counts'] {
  const counts = { records: 0, parts: 0, ...state.totals };
  for (const day of dayRange(state.window.from, state.window.to)) {
    const { records, parts } = countsOfDay(state, day);
    counts.records += records;
    counts.parts += parts;
  }
  return counts;
}

async function done(run: LookupRun): Promise<LookupDone> {
  const { state } = run;
  await recordRun(run, 'done', notesOf(run));
  const { from, to } = state.window;
  const counts = countsOf(state);
  run.ports.log.info('lookup.done', { run: state.run, from, to, ...counts });
  const { account_id, region, problems: notes } = state;
  return {
    done: true,
    source: 'lookup',
    run: state.run,
    account_id,
    region,
    from,
    to,
    counts,
    notes,
  };
}
