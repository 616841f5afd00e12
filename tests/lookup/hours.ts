/** A day of a busy account, collected and built hour by hour. */
import { noDeadline } from '../../src/core/clock';
import type { Clock } from '../../src/core/ports';
import { runId } from '../../src/core/run-id';
import { startJob } from '../../src/events/job-state';
import { planHour, planScheduled, type Plan } from '../../src/events/plan';
import { LIST_PRICES } from '../../src/events/prices';
import { runJob } from '../../src/events/run-job';
import { collectLookup } from '../../src/lookup/collect-lookup';
import { parseRequest } from '../../src/lookup/request';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';
import { memoryEvents, type HeldEvent } from '../memory/memory-events';
import { DAY, evenly, optionsOf } from './looking-up';

/** Two hundred calls an hour, all day. */
export const EVENTS: readonly HeldEvent[] = evenly(
  4800,
  `${DAY}T00:00:00Z`,
  '2026-03-02T00:00:00Z',
);

export interface HandClock extends Clock {
  set(at: string): void;
}

export function handClock(): HandClock {
  let now = new Date(0);
  return { now: () => now, sleep: () => Promise.resolve(), set: (at) => (now = new Date(at)) };
}

/** Looks up the hour that has just ended, a little after it. */
export async function lookUpHour(ports: SubmissionsPorts): Promise<void> {
  const events = memoryEvents({
    account_id: '111122223333',
    region: 'eu-west-1',
    events: EVENTS,
    now: () => ports.clock.now(),
  });
  const hourly = optionsOf({ window: 'hour', run: runId(ports.clock.now(), 'lookup') });
  const answer = await collectLookup({ ...ports, events }, parseRequest({}), hourly);
  if (!answer.done) throw new Error('stopped without a deadline');
}

async function runPlan(ports: SubmissionsPorts, plan: Plan): Promise<void> {
  const job = startJob(plan, runId(ports.clock.now(), 'job'), false);
  const where = { account_id: 'local', region: 'local' };
  await runJob(ports, job, { deadline: noDeadline, prices: LIST_PRICES, ...where });
}

const optionsAt = (ports: SubmissionsPorts) => ({
  now: ports.clock.now(),
  lookback_days: 0,
  refresh: false,
  has_trail: true,
  own_trail: ports.files,
});

export const buildHour = (ports: SubmissionsPorts): Promise<void> =>
  runPlan(ports, planHour(optionsAt(ports)));

export const buildNight = async (ports: SubmissionsPorts): Promise<void> => {
  await runPlan(ports, await planScheduled(ports.catalog, optionsAt(ports)));
};
