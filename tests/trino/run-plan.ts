import { noDeadline, systemClock } from '../../src/core/clock';
import type { BuiltPartition } from '../../src/core/partition-run';
import { runId } from '../../src/core/run-id';
import { startJob } from '../../src/events/job-state';
import type { Plan } from '../../src/events/plan';
import { LIST_PRICES } from '../../src/events/prices';
import { runJob } from '../../src/events/run-job';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';

/**
 * The job of EventsFunction, with all the time it wants.
 * @param seed makes the run's id another one than that of a plan of the same second
 */
export async function runPlan(
  ports: SubmissionsPorts,
  plan: Plan,
  seed: string,
): Promise<BuiltPartition[]> {
  const job = startJob(plan, runId(systemClock.now(), seed), false);
  const where = { account_id: 'local', region: 'local' };
  const result = await runJob(ports, job, { deadline: noDeadline, prices: LIST_PRICES, ...where });
  if (!result.done) throw new Error('The job stopped without a deadline.');
  return result.built;
}
