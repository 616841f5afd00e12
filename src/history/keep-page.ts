import { dayOf } from '../core/days';
import type { QueryExecutionDetails } from '../core/ports';
import { windowEnd, windowStart } from '../core/window';
import type { WorkgroupPass } from './cursor';
import { isRefused } from './failures';
import type { Details } from './fetch-details';
import type { DayParts } from './parts';
import { historyLine, isFinal, submittedMs } from './row';
import { countsOf, noteProblem, type Run } from './run-state';

/** Tags of a workgroup, asked for when its first row is kept; null if it is gone by then. */
function tagsOf(run: Run, workgroup: string): Promise<Record<string, string> | null> {
  const known = run.tags.get(workgroup);
  if (known) return known;
  const tags = run.calls.workgroupTags(workgroup).catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    run.ports.log.warn('history.tags_gone', { workgroup });
    return null;
  });
  run.tags.set(workgroup, tags);
  return tags;
}

/** The line of a query, and its id noted as running or not. */
export async function lineOf(
  run: Run,
  execution: QueryExecutionDetails,
  workgroup: string,
): Promise<string> {
  const { account_id, region, pending } = run.state;
  if (isFinal(execution)) pending.delete(execution.query_execution_id);
  else pending.add(execution.query_execution_id);
  const workgroup_tags = await tagsOf(run, workgroup);
  const collected_at = run.ports.clock.now().toISOString();
  return historyLine(execution, { account_id, region, workgroup_tags, collected_at });
}

/** Notes ids that Athena would not describe: the run goes on and ends as failed. */
function noteUnprocessed(run: Run, workgroup: string, { unprocessed }: Details): void {
  const [first] = unprocessed;
  if (!first) return;
  run.state.totals.unprocessed += unprocessed.length;
  const ids = unprocessed.map((one) => one.query_execution_id).join(', ');
  noteProblem(
    run,
    'history.unprocessed',
    `workgroup ${workgroup}: ${unprocessed.length} unprocessed (${first.error_code}): ${ids}`,
  );
}

/** Writes the queries of a page that were submitted in the window, each to its own day. */
export async function keepPage(
  run: Run,
  pass: WorkgroupPass,
  details: Details,
  parts: DayParts,
): Promise<void> {
  const { window, totals } = run.state;
  const lines = new Map<string, string>();
  for (const execution of details.executions) {
    const at = submittedMs(execution);
    if (Number.isNaN(at)) totals.undated += 1;
    if (!(at >= windowStart(window) && at < windowEnd(window))) continue;
    const day = dayOf(new Date(at));
    const counts = countsOf(pass.days, day);
    counts.queries += 1;
    if (!isFinal(execution)) counts.running += 1;
    lines.set(day, (lines.get(day) ?? '') + (await lineOf(run, execution, pass.workgroup)));
  }
  for (const [day, text] of lines) await parts.append(day, text);
  noteUnprocessed(run, pass.workgroup, details);
}
