import { runFailure } from '../core/call-failure';
import { JobIncomplete, messageOf, type LedgerError } from '../core/errors';
import { collectWorkgroups, listWorkgroups } from './collect-workgroups';
import type { Cursor, DayCounts, Totals } from './cursor';
import { addCounts, countsByDay, isIncomplete, recordRun } from './ledger-records';
import { refetchCarried } from './refetch';
import type { HistoryRequest } from './request';
import { toCursor, type CollectOptions, type HistoryPorts, type Run } from './run-state';
import { startRun } from './start-run';

export interface HistoryDone {
  done: true;
  run: string;
  account_id: string;
  region: string;
  /** First and last day collected. */
  from: string;
  to: string;
  counts: DayCounts & Totals & { workgroups: number; pending: number };
  /** What is worth knowing though nothing is missing. */
  notes: string[];
}

export interface HistoryUnfinished {
  done: false;
  /** Give it back as `{cursor}`: the run goes on where it stopped. */
  cursor: Cursor;
}

/**
 * Collects the history of one account and region: every query submitted in the window becomes a line
 * below `history/day=…`, and the ledger says what was collected.
 * @throws InvalidInput; AwsCallFailed; JobIncomplete if something is missing (the rest is in place).
 *   Whatever is thrown after the run began also stands in the ledger, with outcome `failed`.
 */
export async function collectHistory(
  ports: HistoryPorts,
  request: HistoryRequest,
  options: CollectOptions,
): Promise<HistoryDone | HistoryUnfinished> {
  const run = await started(ports, request, options);
  try {
    if (!request.cursor && !request.workgroups) await listWorkgroups(run);
    await refetchCarried(run);
    await collectWorkgroups(run);
    if (isUnfinished(run)) return await unfinished(run);
    if (!isIncomplete(run.state)) return await done(run);
  } catch (error) {
    throw await failed(run, runFailure(titleOf(run), error));
  }
  throw await failed(run, incomplete(run));
}

async function started(...given: Parameters<typeof startRun>): Promise<Run> {
  try {
    return await startRun(...given);
  } catch (error) {
    throw runFailure('history', error);
  }
}

const titleOf = ({ state: { window, account_id, region } }: Run): string =>
  `history of ${window.from}${window.to === window.from ? '' : ` to ${window.to}`} in ${account_id}/${region}`;

const isUnfinished = ({ state }: Run): boolean =>
  state.carried.length + state.waiting.length + state.open.length > 0;

const notesOf = ({ state }: Run): string | null => state.problems.join('; ') || null;

function incomplete(run: Run): JobIncomplete {
  const missing = notesOf(run) ?? 'queries without a time of submission';
  return new JobIncomplete(
    `${titleOf(run)} is incomplete: ${missing}. The rest is written; run the same days again.`,
  );
}

/** Records the failure; a ledger that cannot be written must not hide what went wrong first. */
async function failed(run: Run, error: LedgerError): Promise<LedgerError> {
  try {
    await recordRun(run, 'failed', error.message);
  } catch (second) {
    run.ports.log.warn('history.ledger_not_written', { reason: messageOf(second) });
  }
  return error;
}

async function unfinished(run: Run): Promise<HistoryUnfinished> {
  await recordRun(run, 'unfinished', notesOf(run));
  return { done: false, cursor: toCursor(run.state) };
}

async function done(run: Run): Promise<HistoryDone> {
  const { state } = run;
  await recordRun(run, 'done', notesOf(run));
  const sum: DayCounts = { queries: 0, running: 0, parts: 0 };
  for (const counts of Object.values(countsByDay(state))) addCounts(sum, counts);
  const counts = {
    ...sum,
    ...state.totals,
    workgroups: state.workgroups,
    pending: state.pending.size,
  };
  run.ports.log.info('history.done', {
    run: state.run,
    from: state.window.from,
    to: state.window.to,
    ...counts,
  });
  const { account_id, region, window } = state;
  return {
    done: true,
    run: state.run,
    account_id,
    region,
    from: window.from,
    to: window.to,
    counts,
    notes: state.problems,
  };
}
