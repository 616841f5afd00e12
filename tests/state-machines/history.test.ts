import { gunzipSync } from 'node:zlib';
import { systemClock } from '../../src/core/clock';
import { dayOf, yesterday } from '../../src/core/days';
import { evenly } from '../history/collecting';
import { evenly as calledEvenly } from '../lookup/looking-up';
import { listedWorld } from '../memory/world';
import { refusedOf } from '../permissions/refused';
import {
  ACCOUNT,
  bucketPolicyOf,
  mainStack,
  REGION,
  regionalStack,
  roleIn,
} from '../permissions/stacks';
import { execute } from './machine';
import { regionalScene } from './regional-scene';

const stack = regionalStack();
const machine = stack['HistoryStateMachine']!;
const day = yesterday(systemClock.now());
const next = dayOf(systemClock.now());

const NAMES = ['primary', 'etl', 'bi', 'ml', 'ops', 'audit', 'test', 'adhoc'];
const workgroups = NAMES.map((name) => [
  name,
  evenly(name, 16, `${day}T00:00:00Z`, `${next}T00:00:00Z`),
]);
/** Queries of the last complete day, in more workgroups than are collected at once. */
const QUERIES = 16 * NAMES.length;
/** Calls of that day in CloudTrail's event history. */
const CALLS = 120;
const scene = regionalScene(stack, {
  queries: listedWorld(Object.fromEntries(workgroups) as Parameters<typeof listedWorld>[0]),
  events: calledEvenly(CALLS, `${day}T00:00:00Z`, `${next}T00:00:00Z`),
});
const { lake, invoke } = scene;

const collected = (): string[] =>
  [...lake]
    .filter(([key]) => key.startsWith('history/'))
    .flatMap(([, body]) => gunzipSync(body).toString('utf8').trim().split('\n'));

const failing = (name: string, times: number): (() => Promise<void>) => {
  let left = times;
  return () =>
    left-- > 0
      ? Promise.reject(Object.assign(new Error('in the way'), { name }))
      : Promise.resolve();
};

test('what the schedule sends is what the function takes; one call is enough for a day', async () => {
  const target = stack['HistorySchedule']!.Properties['Target'] as { Input: string };
  const run = await execute(machine, JSON.parse(target.Input), invoke);
  expect(run).toMatchObject({
    output: { done: true, from: day, to: day, counts: { queries: QUERIES } },
  });
  expect(run.calls).toEqual([
    {
      FunctionName: 'arn:aws:lambda:eu-west-1:111122223333:function:ledger-historyfunction',
      Payload: {},
    },
  ]);
  expect(collected()).toHaveLength(QUERIES);
});

test('as long as it is not done it is called again, with the cursor and nothing else', async () => {
  scene.lambda.remaining_ms = 10_000; // below the margin: each call gets one step done
  const run = await execute(machine, { day }, invoke);
  expect(run.output).toMatchObject({ done: true, counts: { queries: QUERIES } });
  expect(run.calls.length).toBeGreaterThan(2);
  const [first, ...others] = run.calls.map(({ Payload }) => Object.keys(Payload as object));
  expect(first).toEqual(['day']);
  expect(new Set(others.map(String))).toEqual(new Set(['cursor']));
  expect(new Set(collected()).size).toBe(QUERIES);
});

test('throttling in the middle of a collection is waited for, and costs nothing', async () => {
  scene.lambda.remaining_ms = 10_000;
  let calls = 0;
  const fault = failing('Lambda.TooManyRequestsException', 5);
  const run = await execute(machine, { day }, async (payload) => {
    if (++calls > 1) await fault();
    return invoke(payload);
  });
  expect(run.output).toMatchObject({ done: true, counts: { queries: QUERIES } });
  expect(new Set(collected()).size).toBe(QUERIES);
});

test('a failure that stays fails the execution, by its own name', async () => {
  const run = await execute(machine, {}, failing('AwsCallFailed', Infinity));
  expect(run.error).toMatchObject({ name: 'AwsCallFailed' });
  expect(run.calls.length).toBeGreaterThan(1);
  expect(run.calls.length).toBeLessThan(10);
});

test('what was asked for wrongly is refused at once, in the words of the function', async () => {
  const run = await execute(machine, { from: '2026-03-02', to: '2026-03-01' }, invoke);
  expect(run.calls).toHaveLength(1);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain('is before from');
});

test.each([null, {}, { done: false }, { done: 'no' }, 'text'])(
  'an answer like %j fails the execution: it is neither done nor going on',
  async (answer) => {
    const run = await execute(machine, {}, () => Promise.resolve(answer));
    expect(run.calls).toHaveLength(1);
    expect(run.error?.name).toBe('NoAnswer');
  },
);

const lookedUp = (): { eventID: string }[] =>
  [...lake]
    .filter(([key]) => key.startsWith(`trail/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/`))
    .flatMap(([, body]) => {
      const { Records } = JSON.parse(gunzipSync(body).toString('utf8')) as {
        Records: { eventID: string }[];
      };
      return Records;
    });

test('the schedule of lookups starts the same machine, and the cursor comes back', async () => {
  scene.lambda.remaining_ms = 10_000;
  const target = stack['LookupSchedule']!.Properties['Target'] as { Arn: string; Input: string };
  expect(target.Arn).toBe((stack['HistorySchedule']!.Properties['Target'] as typeof target).Arn);
  const run = await execute(machine, JSON.parse(target.Input), invoke);
  expect(run.output).toMatchObject({
    done: true,
    source: 'lookup',
    from: day,
    to: day,
    counts: { records: CALLS, late: 0 },
  });
  expect(run.calls.length).toBe(3);
  expect(new Set(lookedUp().map(({ eventID }) => eventID)).size).toBe(CALLS);
});

test('everything that a collection asked of AWS is allowed by its role and the bucket', async () => {
  scene.api.asked.length = 0;
  await execute(machine, { day }, invoke);
  await execute(machine, { day }, invoke); // reads what the first one left to do
  scene.lambda.remaining_ms = 10_000; // fills files up that the call before began
  await execute(machine, { source: 'lookup', day }, invoke);
  const role = roleIn(stack, 'HistoryRole');
  const bucket_policy = bucketPolicyOf(mainStack());
  expect(refusedOf(scene.api.asked, { account_id: ACCOUNT, role, bucket_policy })).toEqual([]);
  const actions = new Set(scene.api.asked.map(({ action }) => action));
  expect([...actions].sort()).toEqual([
    'athena:BatchGetQueryExecution',
    'athena:ListQueryExecutions',
    'athena:ListTagsForResource',
    'athena:ListWorkGroups',
    'cloudtrail:LookupEvents',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
  ]);
});
