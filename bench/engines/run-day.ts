/** The stages over one day, and once more: the second job joins again and reads no trail. */
import { noDeadline } from '../../src/core/clock';
import { runId } from '../../src/core/run-id';
import { startJob } from '../../src/events/job-state';
import { LIST_PRICES } from '../../src/events/prices';
import { runJob } from '../../src/events/run-job';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';
import { DAY } from '../build/make-day';

export interface RanDay {
  /** Of the first job: submissions and events. */
  seconds: number;
  /** Of the second: events alone. */
  again_seconds: number;
}

async function seconds(ports: SubmissionsPorts, submission_days: string[]): Promise<number> {
  const start = performance.now();
  const plan = { submission_days, event_days: [DAY], with_late_days: false };
  const run = runId(ports.clock.now(), submission_days.length > 0 ? 'first' : 'again');
  const where = { account_id: 'local', region: 'local' };
  const result = await runJob(ports, startJob(plan, run, false), {
    deadline: noDeadline,
    prices: LIST_PRICES,
    ...where,
  });
  const matched = result.built.find(({ table }) => table === 'events')?.counts['matched'];
  if (matched !== 200_000) throw new Error(`The day has ${String(matched)} matched queries.`);
  return (performance.now() - start) / 1000;
}

export const runDay = async (ports: SubmissionsPorts): Promise<RanDay> => ({
  seconds: await seconds(ports, [DAY]),
  again_seconds: await seconds(ports, []),
});
