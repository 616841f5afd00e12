import { gunzipSync, gzipSync } from 'node:zlib';
import { dayOf } from '../core/days';
import { historyKey } from '../core/lake';
import type { QueryExecutionDetails, Unprocessed } from '../core/ports';
import { windowLabel } from '../core/window';
import { isRefused } from './failures';
import { fetchDetails, type Details } from './fetch-details';
import { lineOf } from './keep-page';
import { submittedMs } from './row';
import { noteProblem, type Run } from './run-state';

const BATCH = 50;
/** Rows fetched again have a part of their own: the listing's parts count up from 0. */
const REFETCHED_PART = 9000;

/** BatchGetQueryExecution's words for an id that Athena does not know (any more). */
const isGone = ({ error_code, error_message }: Unprocessed): boolean =>
  /invalid|not_?found/i.test(error_code) || /not found/i.test(error_message);

/** A batch is refused as a whole if one of its ids is: halve it until the refused ones stand alone. */
async function detailsOrGone(run: Run, ids: readonly string[]): Promise<Details | null> {
  try {
    return await fetchDetails(run, ids, run.halted);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const [only] = ids;
    if (ids.length === 1 && only !== undefined)
      return {
        executions: [],
        unprocessed: [
          { query_execution_id: only, error_code: 'INVALID', error_message: 'refused' },
        ],
      };
    const half = Math.ceil(ids.length / 2);
    const first = await detailsOrGone(run, ids.slice(0, half));
    const second = first && (await detailsOrGone(run, ids.slice(half)));
    if (!second) return null;
    return {
      executions: [...first.executions, ...second.executions],
      unprocessed: [...first.unprocessed, ...second.unprocessed],
    };
  }
}

/**
 * The file, or null. S3 answers a read of a key that does not exist with "access denied" where the
 * caller may list some prefixes only (API reference, GetObject); so it is looked up first.
 */
async function readIfThere({ files }: Run['ports'], key: string): Promise<Buffer | null> {
  for await (const found of files.list(key)) if (found.key === key) return await files.read(key);
  return null;
}

/**
 * Adds lines to a file of rows fetched again. A second run of the same window may have other ids to
 * ask for, and must not take away what the first one found: the newest line of each query stays.
 */
async function addLines(run: Run, key: string, lines: Map<string, string>): Promise<void> {
  const stored = await readIfThere(run.ports, key);
  const before = stored ? gunzipSync(stored).toString('utf8').split('\n').filter(Boolean) : [];
  const merged = new Map(
    before.map((line) => [
      (JSON.parse(line) as { query_execution_id: string }).query_execution_id,
      `${line}\n`,
    ]),
  );
  for (const [id, line] of lines) merged.set(id, line);
  await run.ports.files.write(key, gzipSync([...merged.values()].join('')));
}

function keyOf(run: Run, execution: QueryExecutionDetails): string {
  const { account_id, region, window } = run.state;
  const day = dayOf(new Date(submittedMs(execution)));
  const workgroup = execution.workgroup ?? 'primary';
  return historyKey({
    day,
    account_id,
    region,
    workgroup,
    window: windowLabel(window, window.to),
    part: REFETCHED_PART,
  });
}

async function keepRefetched(
  run: Run,
  executions: readonly QueryExecutionDetails[],
): Promise<void> {
  const files = new Map<string, Map<string, string>>();
  for (const execution of executions) {
    if (Number.isNaN(submittedMs(execution))) continue;
    const key = keyOf(run, execution);
    const lines = files.get(key) ?? new Map<string, string>();
    files.set(
      key,
      lines.set(
        execution.query_execution_id,
        await lineOf(run, execution, execution.workgroup ?? 'primary'),
      ),
    );
  }
  for (const [key, lines] of files) await addLines(run, key, lines);
  run.state.totals.refetched += executions.length;
}

/** An id that is gone will never end: it is noted once and not asked for again. */
function noteMissing(run: Run, missing: Unprocessed): void {
  const { totals, pending } = run.state;
  if (isGone(missing)) {
    totals.gone += 1;
    noteProblem(
      run,
      'history.gone',
      `query ${missing.query_execution_id}: was running, and is gone from the history`,
    );
  } else {
    totals.unprocessed += 1;
    pending.add(missing.query_execution_id);
    noteProblem(
      run,
      'history.unprocessed',
      `query ${missing.query_execution_id}: unprocessed (${missing.error_code})`,
    );
  }
}

/** Asks again for what earlier runs left running, and writes its rows below their own days. */
export async function refetchCarried(run: Run): Promise<void> {
  const { state } = run;
  while (state.carried.length > 0 && !run.halted()) {
    const ids = state.carried.slice(0, BATCH);
    const details = await detailsOrGone(run, ids);
    if (!details) return;
    await keepRefetched(run, details.executions);
    for (const missing of details.unprocessed) noteMissing(run, missing);
    state.carried = state.carried.slice(ids.length);
    run.advanced();
  }
}
