import { reasonOf } from '../core/call-failure';
import { historyKey } from '../core/lake';
import { windowLabel } from '../core/window';
import type { WorkgroupPass } from './cursor';
import { isRefused, isWorkgroupLost } from './failures';
import { keepPage } from './keep-page';
import { listPages } from './list-pages';
import { dayParts, type DayParts } from './parts';
import { countsOf, noteProblem, type Run } from './run-state';
import { isPastWindow } from './stop-rule';

const PART_BYTES = 2 * 1024 * 1024;

/** Where a workgroup's rows go; the pass remembers which part comes next. */
function partsOf(run: Run, pass: WorkgroupPass): DayParts {
  const { account_id, region, window } = run.state;
  return dayParts(run.options.part_bytes ?? PART_BYTES, async (day, body) => {
    const part = pass.next_part[day] ?? 0;
    const { workgroup } = pass;
    const key = historyKey({
      day,
      account_id,
      region,
      workgroup,
      window: windowLabel(window, day),
      part,
    });
    await run.ports.files.write(key, body);
    pass.next_part[day] = part + 1;
    countsOf(pass.days, day).parts += 1;
  });
}

/** Reads pages until the listing ends, leaves the window, or the run halts. */
async function readPages(run: Run, pass: WorkgroupPass, parts: DayParts): Promise<boolean> {
  for await (const page of listPages(run, pass.workgroup, pass.next_token)) {
    const details = await page.details;
    if (!details) return false;
    await keepPage(run, pass, details, parts);
    run.advanced();
    if (isPastWindow(run, pass, details) || page.next_token === undefined) return true;
    pass.next_token = page.next_token;
  }
  return false;
}

/**
 * A token that a cursor kept may have expired. The listing then begins again; its rows come twice,
 * which every reader of the files allows for.
 */
function beginAgain(run: Run, pass: WorkgroupPass): void {
  run.ports.log.warn('history.token_refused', { workgroup: pass.workgroup });
  delete pass.next_token;
  pass.old_pages = 0;
  for (const counts of Object.values(pass.days)) Object.assign(counts, { queries: 0, running: 0 });
}

/** A workgroup that is gone or denied: what was read of it counts, and the run ends as failed. */
function noteLost(run: Run, pass: WorkgroupPass, error: unknown): void {
  run.state.totals.workgroups_lost += 1;
  noteProblem(run, 'history.workgroup_lost', `workgroup ${pass.workgroup}: ${reasonOf(error)}`);
}

async function readOrLose(
  run: Run,
  pass: WorkgroupPass,
  parts: DayParts,
  again: boolean,
): Promise<boolean> {
  try {
    return await readPages(run, pass, parts);
  } catch (error) {
    if (!isWorkgroupLost(error)) throw error;
    if (again && isRefused(error) && pass.next_token !== undefined) {
      beginAgain(run, pass);
      return await readOrLose(run, pass, parts, false);
    }
    noteLost(run, pass, error);
    return true;
  }
}

/**
 * Collects one workgroup, from where its pass stands.
 * @returns true if it is finished, false if the run halted first
 * @throws AwsCallFailed, and whatever the file store throws
 */
export async function collectWorkgroup(run: Run, pass: WorkgroupPass): Promise<boolean> {
  const parts = partsOf(run, pass);
  try {
    const finished = await readOrLose(run, pass, parts, true);
    await parts.flush();
    return finished;
  } finally {
    parts.discard();
  }
}
