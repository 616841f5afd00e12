import { readFileSync } from 'node:fs';
import type { InvocationContext } from '../../src/core/invocation';
import { createHandler, handler } from '../../src/events/handler';
import { LIST_PRICES } from '../../src/events/prices';
import type { JobResult } from '../../src/events/run-job';
import { timeIsOver } from './lake-model';
import { ACCOUNT, everyDay, ledgerOf, REGION, scene, type Scene } from './scene';

const event = (name: string): unknown =>
  JSON.parse(readFileSync(`events/events-${name}.json`, 'utf8'));

const context: InvocationContext = {
  awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
  invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:ledger-EventsFunction-1A2B`,
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
const daysOf = (answer: JobResult, table: string): string[] =>
  answer.built.filter((built) => built.table === table).map(({ day }) => day);

test.each([['yesterday'], ['nothing']])('%s builds what the schedule builds', async (name) => {
  const ports = surroundings();
  const input = name === 'nothing' ? null : event(name);
  const answer = await createHandler(ports, settings)(input, context);
  expect(answer).toMatchObject({ done: true, run: '20260302T021500Z-41268b55', swept: 0 });
  expect(daysOf(answer, 'events')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

test('one day reads every delivered day that may hold its calls', async () => {
  const answer = await createHandler(surroundings(), settings)(event('one-day'), context);
  expect(daysOf(answer, 'submissions')).toEqual(['2026-02-28', '2026-03-01']);
  expect(daysOf(answer, 'events')).toEqual(['2026-03-01']);
});

test('a range with refresh reads complete delivered days again', async () => {
  const ports = surroundings();
  const run = createHandler(ports, settings);
  await run({ from: '2026-02-27', to: '2026-03-01' }, context);
  ports.clock = Object.assign(ports.clock, { now: () => new Date('2026-03-02T05:00:00Z') });
  const again = { ...context, awsRequestId: 'another' };
  expect(daysOf(await run({ day: '2026-03-01' }, again), 'submissions')).toEqual([]);
  const refreshed = await run(event('range'), { ...context, awsRequestId: 'a third' });
  expect(daysOf(refreshed, 'submissions')).toEqual([
    '2026-02-26',
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(daysOf(refreshed, 'events')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

test('resume goes on with its run', async () => {
  const ports = surroundings();
  const answer = await createHandler(ports, settings)(event('resume'), context);
  expect(answer).toMatchObject({ done: true, run: '20260302T021500Z-1f2e3d4c' });
  expect(answer.built.map(({ table, day }) => `${table} ${day}`)).toEqual([
    'submissions 2026-03-01',
    'events 2026-02-27',
    'events 2026-02-28',
    'events 2026-03-01',
  ]);
});

test('a bad range is refused before any call, by the name of the field', async () => {
  const ports = surroundings();
  const catalog = { ...ports.catalog, listPublished: () => Promise.reject(new Error('called')) };
  const answer = createHandler({ ...ports, catalog }, settings)(event('bad-range'), context);
  await expect(answer).rejects.toMatchObject({
    name: 'InvalidInput',
    message: 'to: 2026-02-27 is before from (2026-03-01).',
  });
});

test('near its deadline it answers with a cursor that it takes back as JSON', async () => {
  const ports = surroundings();
  const run = createHandler(ports, settings);
  ports.sql.interrupt = ({ joined }) => (joined ? undefined : timeIsOver());
  let answer = await run({ day: '2026-03-01' }, context);
  for (let calls = 0; calls < 20 && !answer.done; calls++)
    answer = await run(JSON.parse(JSON.stringify({ cursor: answer.cursor })), context);
  expect(answer).toMatchObject({ done: true, run: '20260302T021500Z-41268b55' });
  expect(await ports.sql.rows('events', '2026-03-01')).toEqual(['2026-03-01-a', '2026-03-01-b']);
});

test('the ledger notes the account of the function and its region', async () => {
  const ports = surroundings();
  await createHandler(ports, settings)(event('one-day'), context);
  expect(ledgerOf(ports, 'events', '2026-03-01')).toMatchObject([
    { account_id: ACCOUNT, region: REGION, outcome: 'done', message: null },
  ]);
  await createHandler(ports, settings)({}, { ...context, invokedFunctionArn: 'local' });
  const keys = [...ports.files.files.keys()];
  expect(keys.filter((key) => key.includes('/account_id=unknown/'))).not.toEqual([]);
});

test('without a trail no delivered day is read or published, and the ledger says so', async () => {
  const ports = surroundings();
  const answer = await createHandler(ports, { ...settings, trail_location: null })({}, context);
  expect(daysOf(answer, 'submissions')).toEqual([]);
  expect(await ports.catalog.listPublished('submissions')).toEqual([]);
  expect(ledgerOf(ports, 'events', '2026-03-01')).toMatchObject([
    { outcome: 'done', message: expect.stringMatching(/^no trail: /) as string },
  ]);
});

test('the deployed entry reads its settings at the first call, and fails by the variable’s name', async () => {
  await expect(handler({}, context)).rejects.toMatchObject({
    name: 'InvalidConfig',
    message: expect.stringContaining('LEDGER_BUCKET') as string,
  });
});

test('hourly builds the day of the last complete hour, and says that it is provisional', async () => {
  const ports = scene(everyDay('2026-03-01', '2026-03-02'));
  const answer = await createHandler(ports, settings)(event('hourly'), context);
  expect(answer).toMatchObject({ done: true });
  expect([daysOf(answer, 'submissions'), daysOf(answer, 'events')]).toEqual([
    ['2026-03-02'],
    ['2026-03-02'],
  ]);
  for (const job of ['submissions', 'events'])
    expect(ledgerOf(ports, job, '2026-03-02')[0]).toMatchObject({
      outcome: 'done',
      message: 'provisional: the day is not over, and is built again',
    });
});
