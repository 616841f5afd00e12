/** The steps of a backfill around its days: what is to be done, and what came of it. */
import { readFileSync } from 'node:fs';
import { addDays, dayRange } from '../../src/core/days';
import type { BackfillDone } from '../../src/events/backfill/handler';
import type { BackfillPlan } from '../../src/events/backfill/plan';
import type { BackfillReport } from '../../src/events/backfill/report';
import type { InvocationContext } from '../../src/core/invocation';
import { createFunction } from '../../src/events/handler';
import { LIST_PRICES } from '../../src/events/prices';
import { everyDay, ACCOUNT, ledgerOf, REGION, scene, type Scene } from './scene';

const event = (name: string): unknown => JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));
const RUN = '20260302T021500Z-1f2e3d4c';
const context: InvocationContext = {
  awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
  invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:events`,
  getRemainingTimeInMillis: () => 900_000,
};
const settings = {
  bucket: 'org-ledger',
  region: REGION,
  trail_location: 's3://org-trail/AWSLogs/o-abc123/',
  lookback_days: 2,
  prices: LIST_PRICES,
};
const surroundings = (): Scene => scene(everyDay('2026-01-20', '2026-03-02'));
const handlerOf = (ports: Scene, over: Partial<typeof settings> | { trail_location: null } = {}) =>
  createFunction(ports, { ...settings, ...over });
const planOf = async (ports: Scene, input: unknown, over = {}): Promise<BackfillPlan> =>
  (await handlerOf(ports, over)(input, context)) as BackfillPlan;

test('the plan has each delivered day once, and each day', async () => {
  const plan = await planOf(surroundings(), event('events-backfill-plan'));
  // What the state machine is started with, and what it makes of that.
  expect(event('events-backfill-plan')).toEqual({ backfill: event('backfill-range') });
  expect(plan).toEqual({
    run: '20260302T021500Z-41268b55',
    from: '2026-02-27',
    to: '2026-03-01',
    force: false,
    submission_days: dayRange('2026-02-26', '2026-03-01'),
    delivered_to: '2026-03-01',
    event_days: dayRange('2026-02-27', '2026-03-01'),
  });
});

test('days long past are planned with the month in which their calls were delivered', async () => {
  const asked = { backfill: { from: '2026-01-20', to: '2026-01-21', run: RUN, force: true } };
  const plan = await planOf(surroundings(), asked);
  expect(plan).toMatchObject({ run: RUN, force: true, delivered_to: '2026-02-21' });
  expect(plan.submission_days).toEqual(dayRange('2026-01-19', '2026-02-21'));
});

test('without a trail no delivered day is read, and none is needed', async () => {
  const asked = event('events-backfill-plan');
  const plan = await planOf(surroundings(), asked, { trail_location: null });
  expect(plan).toMatchObject({ submission_days: [], delivered_to: null });
});

test('a stage alone does that stage, and sweeps nothing', async () => {
  const ports = surroundings();
  const handle = handlerOf(ports);
  const read = { stage: 'submissions', from: '2026-02-28', to: '2026-03-01', run: RUN };
  expect(await handle(read, context)).toMatchObject({ done: true, swept: 0 });
  expect(await ports.catalog.listPublished('events')).toEqual([]);
  await handle({ ...(event('events-one-stage') as object), run: RUN }, context);
  const published = await ports.catalog.listPublished('events');
  expect(published.map(({ day }) => day)).toEqual(['2026-03-01']);
  expect((await ports.catalog.listPublished('submissions')).length).toBe(2);
});

test('events of a day whose delivered days were to be read and never were are not built', async () => {
  const ports = surroundings();
  const handle = handlerOf(ports);
  await handle({ stage: 'submissions', day: '2026-02-28', run: RUN }, context);
  const asked = { stage: 'events', day: '2026-03-01', delivered_to: '2026-03-01', run: RUN };
  await expect(handle(asked, context)).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: expect.stringContaining('could not be read: 2026-03-01') as string,
  });
  expect(ledgerOf(ports, 'events', '2026-03-01')).toMatchObject([{ outcome: 'failed' }]);
  expect(await handle({ ...asked, delivered_to: null }, context)).toMatchObject({ done: true });
});

async function rebuilt(ports: Scene, over = {}): Promise<BackfillDone> {
  const handle = handlerOf(ports);
  const days = dayRange('2026-02-28', '2026-03-01');
  for (const day of dayRange('2026-02-27', '2026-03-01'))
    await handle({ stage: 'submissions', day, run: RUN }, context);
  for (const day of days) await handle({ stage: 'events', day, run: RUN }, context);
  const outcomes = days.map((day) => ({ day, outcome: 'done' }));
  const range = { run: RUN, from: days[0], to: days[1] };
  const exports = { outcome: 'none' };
  const input = { rebuilt: { ...range, submissions: [], events: outcomes, exports, ...over } };
  return (await handle(input, context)) as BackfillDone;
}
const reportIn = ({ files }: Scene): BackfillReport =>
  JSON.parse(files.files.get(`backfill/${RUN}.json`)!.toString('utf8')) as BackfillReport;

test('the report has rows and bytes of each day, by the ledger and the files', async () => {
  const ports = surroundings();
  expect(await rebuilt(ports)).toEqual({
    done: true,
    run: RUN,
    from: '2026-02-28',
    to: '2026-03-01',
    days: 2,
    rows: 4,
    bytes: reportIn(ports).bytes,
    incomplete: ['2026-02-28', '2026-03-01'],
    report: `backfill/${RUN}.json`,
  });
  const { days, outcome } = reportIn(ports);
  expect(outcome).toBe('done');
  expect(days[0]).toMatchObject({ rows: 2, missing: ['no history was collected'], message: null });
});

test('a day is complete if its history was collected and nothing is missing', async () => {
  const ports = surroundings();
  for (const day of ['2026-02-28', '2026-03-01']) {
    const where = `account_id=${ACCOUNT}/region=${REGION}`;
    await ports.files.write(`ledger/day=${day}/job=history/${where}/x.json`, Buffer.from('{}'));
  }
  expect(await rebuilt(ports)).toMatchObject({ incomplete: [] });
  expect(reportIn(ports).days.map(({ complete }) => complete)).toEqual([true, true]);
});

test('days that failed are named, with the words of the ledger or the name of the failure', async () => {
  const ports = surroundings();
  const failure = handlerOf(ports)(event('events-backfill-report'), context);
  await expect(failure).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: `Not rebuilt: 2026-03-01. AuditFailed: no record of it; the execution has the details All days: backfill/${RUN}.json`,
  });
  expect(reportIn(ports)).toMatchObject({ outcome: 'failed', submission_days_read: 1 });
});

test('reports that could not be written fail the backfill, in the words of their function', async () => {
  const cause = JSON.stringify({ errorType: 'JobIncomplete', errorMessage: 'Not exported: x.' });
  const exports = { outcome: 'failed', error: 'JobIncomplete', cause };
  await expect(rebuilt(surroundings(), { exports })).rejects.toMatchObject({
    message: expect.stringContaining('Reports were not written. Not exported: x.') as string,
  });
});

test.each([
  [{ backfill: {} }, 'from: '],
  [{ backfill: { from: '2026-03-01' } }, 'to: '],
  [{ backfill: { from: '2026-03-01', to: '2026-02-01' } }, 'is before from'],
  [{ backfill: { from: '2026-03-01', to: '2026-03-03' } }, 'is in the future'],
  [{ backfill: { from: '2024-01-01', to: '2025-01-01' } }, 'more than 366 days'],
  [{ backfill: { from: '2026-03-01', to: '2026-03-01' }, day: 'x' }, 'day'],
  [{ stage: 'events' }, 'stage: '],
  [{ stage: 'views', day: '2026-03-01' }, 'stage: must be submissions or events'],
  [{ delivered_to: '2026-03-01', day: '2026-03-01' }, 'delivered_to: '],
  [{ rebuilt: { run: RUN } }, 'rebuilt.from'],
])('%j is refused by the name of its field', async (input, words) => {
  await expect(handlerOf(surroundings())(input, context)).rejects.toMatchObject({
    name: 'InvalidInput',
    message: expect.stringContaining(words) as string,
  });
});

test('the plan and the report of the longest backfill fit through Step Functions', async () => {
  const asked = { backfill: { from: '2025-03-02', to: '2026-03-02', run: RUN } };
  const plan = await planOf(scene({ calls: {}, history: {} }), asked);
  const failed = (day: string) => ({ day, outcome: 'failed', error: 'Lambda.TooManyRequests' });
  const state = {
    ...plan,
    submissions: plan.submission_days.map(failed),
    events: plan.event_days.map(failed),
  };
  expect(plan.event_days).toHaveLength(366);
  expect(plan.submission_days.at(-1)).toBe(addDays('2026-03-02', 0));
  expect(JSON.stringify(state).length).toBeLessThan(256 * 1024);
});
