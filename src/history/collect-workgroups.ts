import { collectWorkgroup } from './collect-workgroup';
import type { WorkgroupPass } from './cursor';
import { addCounts, countsByDay } from './ledger-records';
import { countsOf, newPass, type Run } from './run-state';

/** One listing alone, page after page, may not reach the quota; many would only hold more memory. */
const WORKGROUPS_AT_ONCE = 3;

/** Names all workgroups of the account and region (ListWorkGroups has no paginator in the SDK). */
export async function listWorkgroups(run: Run): Promise<void> {
  const { state } = run;
  let next_token: string | undefined;
  do {
    const page = await run.calls.listWorkgroups(next_token);
    state.waiting.push(...page.items);
    next_token = page.next_token;
  } while (next_token !== undefined);
  state.workgroups = state.waiting.length;
}

function beginNext({ state }: Run): WorkgroupPass | undefined {
  const workgroup = state.waiting.shift();
  if (workgroup === undefined) return undefined;
  const pass = newPass(workgroup);
  state.open.push(pass);
  return pass;
}

function finishPass({ state }: Run, pass: WorkgroupPass): void {
  state.open = state.open.filter((one) => one !== pass);
  for (const [day, counts] of Object.entries(pass.days))
    addCounts(countsOf(state.days, day), counts);
}

/** Tells whoever watches how far the run is. */
function reportProgress({ state, options }: Run): void {
  const days = Object.values(countsByDay(state));
  const queries = days.reduce((sum, day) => sum + day.queries, 0);
  const workgroups_finished = state.workgroups - state.waiting.length - state.open.length;
  options.onProgress?.({ queries, workgroups_finished, workgroups: state.workgroups });
}

/**
 * Collects what is begun and what waits, a few workgroups at once, until all are finished or the run
 * halts. When one fails, the others stop at their next call, and its error is thrown after them.
 */
export async function collectWorkgroups(run: Run): Promise<void> {
  const begun = [...run.state.open];
  let failing = false;
  const halted = (): boolean => failing || run.halted();
  const advanced = (): void => {
    run.advanced();
    reportProgress(run);
  };
  const member: Run = { ...run, halted, advanced };

  async function work(): Promise<void> {
    while (!halted()) {
      const pass = begun.shift() ?? beginNext(run);
      if (!pass) return;
      if (await collectWorkgroup(member, pass)) finishPass(run, pass);
      reportProgress(run);
    }
  }

  const workers = Array.from({ length: WORKGROUPS_AT_ONCE }, async () => {
    try {
      await work();
    } catch (error) {
      failing = true;
      throw error;
    }
  });
  await Promise.allSettled(workers); // none goes on behind a failure's back
  await Promise.all(workers);
}
