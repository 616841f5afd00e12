/** HistoryFunction as it is deployed: its bundle on Node 24, Athena's API with its quotas, moto's S3 and STS. */
import { join } from 'node:path';
import { systemClock } from '../../../src/core/clock';
import { yesterday } from '../../../src/core/days';
import type { HistoryDone, HistoryUnfinished } from '../../../src/history/collect-history';
import type { JobResult } from '../../../src/events/run-job';
import { build, type Built } from '../../bundles/built';
import { generatedWorld } from '../../memory/world';
import type { Stack } from '../../moto/moto';
import { publishedQuotas } from '../../stand-ins/athena-api/quota';
import { athenaApi } from '../../stand-ins/athena-api/server';
import type { JsonApi } from '../../stand-ins/json-api';
import type { Row } from '../engine';
import { ACCOUNT, createBucket, openCloud, REGION, type Cloud } from './cloud';
import { collectedRows, rowsOf } from './collected-rows';
import { openGate, refused, type Gate } from './gate';
import { startInstance, type Instance } from './lambda';
import { deployStack, type LedgerStack } from './ledger-stack';
import { callOnce } from './one-call';

/** Two engines and two services on a machine that is busy. */
jest.setTimeout(300_000);

const QUERIES = 900;
const DAY = yesterday(systemClock.now());
const world = generatedWorld(3, QUERIES, DAY);

let built: Built;
let cloud: Cloud;
let api: JsonApi;
let gate: Gate;
let stack: LedgerStack;
let regional: Stack;

type Answer = HistoryDone | HistoryUnfinished;
const start = (): Promise<Instance> =>
  startInstance({
    folder: join(built.folder, 'history'),
    account_id: ACCOUNT,
    region: REGION,
    env: {
      ...cloud.env,
      AWS_ENDPOINT_URL_ATHENA: gate.endpoint,
      ...regional.environments['HistoryFunction'],
    },
  });

beforeAll(async () => {
  built = build();
  cloud = await openCloud();
  await createBucket(cloud.s3, 'empty-trail');
}, 900_000);
afterAll(async () => {
  await cloud.close();
  built.remove();
});
beforeEach(async () => {
  api = await athenaApi(world, { quotas: publishedQuotas() });
  gate = await openGate(api.endpoint);
  stack = await deployStack({
    cloud,
    bundle: join(built.folder, 'events'),
    files: [],
    trail_location: 's3://empty-trail/AWSLogs/',
  });
  regional = await cloud.moto.deploy(`regional-${stack.database}`, 'template-regional.yaml', {
    LedgerBucketName: stack.bucket,
    LedgerBucketRegion: REGION,
  });
});
afterEach(async () => {
  cloud.s3_gate.plan();
  await gate.close();
  await api.close();
});

const collected = (): Promise<Row[]> => collectedRows(stack, DAY);
const expected = (): Row[] => rowsOf(world);

test('the schedule’s call collects yesterday within the quotas; EventsFunction builds from it', async () => {
  const { answer, failure, log } = await callOnce<Answer>(start, {});
  expect(failure).toBeUndefined();
  expect(answer).toMatchObject({ done: true, account_id: ACCOUNT, from: DAY, to: DAY });
  expect(answer).toMatchObject({ counts: { queries: QUERIES, workgroups: 3, throttled: 0 } });
  expect(api.counts.throttled).toEqual({});
  expect(log).not.toMatch(/SELECT/i);
  expect(await collected()).toEqual(expected());

  await callOnce<JobResult>(stack.instance, { day: DAY });
  const sources = `SELECT record_source, count(*) AS n FROM events WHERE day = '${DAY}' GROUP BY 1`;
  expect(await stack.query(sources)).toEqual([{ record_source: 'history_only', n: QUERIES }]);
});

test('calls near their deadline hand over a cursor: the same rows', async () => {
  let event: object = { day: DAY };
  let calls = 0;
  for (;;) {
    // The stage stops 45 seconds before the deadline: each call has a second, and does a page at least.
    const { answer, failure } = await callOnce<Answer>(start, event, 46_000);
    expect(failure).toBeUndefined();
    calls++;
    if (answer?.done !== false) break;
    event = { cursor: answer.cursor };
  }
  expect(calls).toBeGreaterThan(1);
  expect(await collected()).toEqual(expected());
});

test('throttled, cut off and without an answer, it loses nothing', async () => {
  const throttled = refused('ThrottlingException');
  gate.plan(
    { operation: 'ListWorkGroups', times: 1, what: throttled },
    { operation: 'ListQueryExecutions', times: 2, what: throttled },
    { operation: 'ListQueryExecutions', times: 1, what: 'answer lost' },
    { operation: 'BatchGetQueryExecution', times: 2, what: throttled },
    { operation: 'BatchGetQueryExecution', times: 2, what: 'lost' },
  );
  cloud.s3_gate.plan(
    { operation: 'PUT', times: 1, what: 'lost' },
    { operation: 'PUT', times: 1, what: 'answer lost' },
  );
  const { answer, failure } = await callOnce<Answer>(start, { day: DAY });
  expect(failure).toBeUndefined();
  expect(answer?.done).toBe(true);
  expect(gate.met.length).toBe(8);
  expect(await collected()).toEqual(expected());
});

test('a workgroup that is denied fails the call by name; the next one completes the day', async () => {
  const what = refused('AccessDeniedException');
  gate.plan({ operation: 'ListQueryExecutions', times: 1_000, body: /team-1/, what });
  const { failure } = await callOnce<Answer>(start, { day: DAY });
  expect(failure?.errorType).toBe('JobIncomplete');
  expect(failure?.errorMessage).toMatch(/team-1/);
  const others = expected().filter((row) => row['workgroup'] !== 'team-1');
  expect(await collected()).toEqual(others);
  gate.plan();
  const { answer } = await callOnce<Answer>(start, { day: DAY });
  expect(answer?.done).toBe(true);
  expect(await collected()).toEqual(expected());
});

test('an instance that is ended in the midst: the next call writes the same day', async () => {
  const instance = await start();
  const cut = instance.invoke({ day: DAY }).catch((error: unknown) => error);
  while ((gate.calls['BatchGetQueryExecution'] ?? 0) < 5)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await instance.end();
  expect(await cut).toHaveProperty('message');
  const { answer } = await callOnce<Answer>(start, { day: DAY });
  expect(answer?.done).toBe(true);
  expect(await collected()).toEqual(expected());
});
