import { gunzipSync } from 'node:zlib';
import { systemClock } from '../../src/core/clock';
import { dayOf, yesterday } from '../../src/core/days';
import { build, type Built } from '../bundles/built';
import { evenly } from '../history/collecting';
import { evenly as calledEvenly } from '../lookup/looking-up';
import { listedWorld, type World } from '../memory/world';
import { simulate } from '../permissions/simulator/simulate';
import {
  ACCOUNT,
  BUCKET,
  bucketPolicyOf,
  identityOf,
  MAIN_ACCOUNT,
  mainStack,
  ORGANIZATION,
  REGION,
  regionalStack,
  roleIn,
  sessionOf,
} from '../permissions/stacks';
import { operations } from '../stand-ins/athena-api/operations';
import { operations as cloudtrailOperations } from '../stand-ins/cloudtrail-api/server';
import { overHttp, type OverHttp } from '../stand-ins/over-http/server';
import { deployedFunction, type Instance } from './deployed';
import { execute } from './machine';

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
const world: World = {
  ...listedWorld(Object.fromEntries(workgroups) as Parameters<typeof listedWorld>[0]),
  account_id: ACCOUNT,
  region: REGION,
};
const lake = new Map<string, Buffer>();
let built: Built;
let api: OverHttp;
let lambda: Instance;

beforeAll(async () => {
  built = build();
  const known = operations(world);
  const lookups = cloudtrailOperations({
    account_id: ACCOUNT,
    region: REGION,
    events: calledEvenly(CALLS, `${day}T00:00:00Z`, `${next}T00:00:00Z`),
    now: () => new Date(),
  });
  api = await overHttp({
    account_id: ACCOUNT,
    region: REGION,
    services: {
      AmazonAthena: (operation, input) => known[operation]!(input),
      CloudTrail_20131101: (operation, input) => lookups[operation]!(input),
    },
    buckets: { [BUCKET]: lake },
  });
  lambda = deployedFunction(built.folder, 'history', stack['HistoryFunction']!, {
    region: REGION,
    account_id: ACCOUNT,
    endpoint: api.endpoint,
  });
});
afterAll(async () => {
  await api.close();
  built.remove();
});
beforeEach(() => {
  lake.clear();
  lambda.remaining_ms = 900_000;
});

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
  const run = await execute(machine, JSON.parse(target.Input), lambda.invoke);
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
  lambda.remaining_ms = 10_000; // below the margin: each call gets one step done
  const run = await execute(machine, { day }, lambda.invoke);
  expect(run.output).toMatchObject({ done: true, counts: { queries: QUERIES } });
  expect(run.calls.length).toBeGreaterThan(2);
  const [first, ...others] = run.calls.map(({ Payload }) => Object.keys(Payload as object));
  expect(first).toEqual(['day']);
  expect(new Set(others.map(String))).toEqual(new Set(['cursor']));
  expect(new Set(collected()).size).toBe(QUERIES);
});

test('throttling in the middle of a collection is waited for, and costs nothing', async () => {
  lambda.remaining_ms = 10_000;
  let calls = 0;
  const fault = failing('Lambda.TooManyRequestsException', 5);
  const run = await execute(machine, { day }, async (payload) => {
    if (++calls > 1) await fault();
    return lambda.invoke(payload);
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
  const run = await execute(machine, { from: '2026-03-02', to: '2026-03-01' }, lambda.invoke);
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
  lambda.remaining_ms = 10_000;
  const target = stack['LookupSchedule']!.Properties['Target'] as { Arn: string; Input: string };
  expect(target.Arn).toBe((stack['HistorySchedule']!.Properties['Target'] as typeof target).Arn);
  const run = await execute(machine, JSON.parse(target.Input), lambda.invoke);
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
  api.asked.length = 0;
  await execute(machine, { day }, lambda.invoke);
  await execute(machine, { day }, lambda.invoke); // reads what the first one left to do
  lambda.remaining_ms = 10_000; // fills files up that the call before began
  await execute(machine, { source: 'lookup', day }, lambda.invoke);
  const identity = identityOf(roleIn(stack, 'HistoryRole'));
  const resource = bucketPolicyOf(mainStack());
  const refused = api.asked.filter(({ action, resource: arn, context }) => {
    const ofS3 = action.startsWith('s3:');
    const request = {
      principal: sessionOf(ACCOUNT, 'ledger-historyrole'),
      action,
      resource: arn,
      resource_account_id: ofS3 ? MAIN_ACCOUNT : ACCOUNT,
      context: { ...context, 'aws:PrincipalOrgID': ORGANIZATION },
    };
    return !simulate(request, { identity, resource: ofS3 ? resource : null }).allowed;
  });
  expect(refused).toEqual([]);
  const actions = new Set(api.asked.map(({ action }) => action));
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
