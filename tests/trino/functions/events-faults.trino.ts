/**
 * EventsFunction when services fail: it fails loudly or recovers, nothing is published by halves, and a
 * call after it ends in the same table.
 */
import type { JobResult } from '../../../src/events/run-job';
import { refused } from './gate';
import type { LedgerStack } from './ledger-stack';
import { callOnce, type Called } from './one-call';
import { openScene, type Scene } from './scene';

const INSERT = /INSERT INTO events_staging/;
const ALWAYS = 1_000;

/** Two engines and two services on a machine that is busy. */
jest.setTimeout(300_000);

let scene: Scene;
let stack: LedgerStack;
/** The run that is published before each test; null before the first. */
let before: string | null;
let statements: number;

const call = (more: object = {}, timeout_ms?: number): Promise<Called<JobResult>> =>
  callOnce<JobResult>(stack.instance, { day: scene.demo.day, ...more }, timeout_ms);
/** Statements that began since the test did: INSERTs of events, or all. */
const started = (text = /./): number =>
  scene.cloud.front.started.slice(statements).filter((one) => text.test(one)).length;

async function expectUnchanged(): Promise<void> {
  const { day, events } = scene.demo;
  expect(await stack.publishedRun(day)).toBe(before);
  expect(await stack.events(day)).toEqual(before === null ? [] : events);
}

/** A new run is published, by its nth attempt, and the table is as it was. */
async function expectBuilt({ answer, failure }: Called<JobResult>, attempt = 1): Promise<void> {
  const { day, events } = scene.demo;
  expect(failure).toBeUndefined();
  const run = await stack.publishedRun(day);
  expect(run).toBe(`${answer?.run ?? ''}-${attempt}`);
  expect(run).not.toBe(before);
  expect(await stack.events(day)).toEqual(events);
}

beforeAll(async () => {
  scene = await openScene();
  stack = await scene.deploy();
}, 900_000);
afterAll(() => scene.close());
beforeEach(async () => {
  before = await stack.publishedRun(scene.demo.day);
  statements = scene.cloud.front.started.length;
});
afterEach(async () => {
  const { front, athena_gate, glue_gate, s3_gate } = scene.cloud;
  for (const one of [front, athena_gate, glue_gate, s3_gate]) one.plan();
  await front.quiet();
});

test('Glue denies the first publish of all: no day appears; the next call builds it', async () => {
  const what = refused('AccessDeniedException');
  scene.cloud.glue_gate.plan({ operation: 'CreatePartition', times: ALWAYS, what });
  const { failure } = await call();
  expect(failure?.errorType).toBe('AwsCallFailed');
  expect(failure?.errorMessage).toMatch(/glue:CreatePartition on table submissions.*Allow/);
  await expectUnchanged();
  expect(await stack.query('SELECT count(*) AS n FROM submissions')).toEqual([{ n: 0 }]);
  scene.cloud.glue_gate.plan();
  await expectBuilt(await call());
});

test('Glue denies a later publish: the old day stays; the same run publishes what it wrote', async () => {
  const what = refused('AccessDeniedException');
  scene.cloud.glue_gate.plan({ operation: 'UpdatePartition', times: ALWAYS, what });
  const run = '20260101T000000Z-denied';
  const { failure } = await call({ run });
  expect(failure?.errorType).toBe('JobIncomplete');
  expect(failure?.errorMessage).toMatch(/glue:UpdatePartition on table events/);
  await expectUnchanged();
  scene.cloud.glue_gate.plan();
  await expectBuilt(await call({ run }));
  expect(started(INSERT)).toBe(1);
});

test('Glue is busy for a while, and the answer to the publish is lost', async () => {
  const busy = refused('ConcurrentModificationException');
  scene.cloud.glue_gate.plan(
    { operation: 'UpdatePartition', times: 2, what: busy },
    { operation: 'UpdatePartition', times: 1, what: 'answer lost' },
  );
  await expectBuilt(await call());
});

test('the INSERT fails after it wrote: a second attempt, in a folder of its own', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'fails after writing' });
  await expectBuilt(await call(), 2);
  expect(started(INSERT)).toBe(2);
});

test('it fails for good: the job fails; its token answers the failed query; a new run builds', async () => {
  const what = 'fails after writing';
  scene.cloud.front.plan({ statement: INSERT, times: 1, what, retryable: false });
  const run = '20260101T000000Z-failed';
  for (const _ of ['first', 'again']) {
    const { failure } = await call({ run });
    expect(failure?.errorType).toBe('JobIncomplete');
    expect(failure?.errorMessage).toMatch(/Planned: the cluster was lost/);
    expect(started()).toBe(1);
    await expectUnchanged();
  }
  await expectBuilt(await call());
});

test('a failed attempt, then the time is over: the next instance passes by the failed query', async () => {
  scene.cloud.front.plan(
    { statement: INSERT, times: 1, what: 'fails after writing' },
    { statement: INSERT, times: 1, what: 'is slow' },
  );
  const run = '20260101T000000Z-over';
  // Lambda ends an instance whose time is over; this one did not see it coming.
  const instance = await stack.instance();
  const cut = instance.invoke({ day: scene.demo.day, run }).catch((error: unknown) => error);
  while (started(INSERT) < 2) await new Promise((resolve) => setTimeout(resolve, 100));
  await instance.end();
  expect(await cut).toHaveProperty('message');
  await expectUnchanged();
  await expectBuilt(await call({ run }), 2);
  expect(started(INSERT)).toBe(2);
});

test('the INSERT runs twice within, and succeeds: the audit finds the doubled rows', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'runs twice' });
  const { failure } = await call();
  expect(failure?.errorType).toBe('JobIncomplete');
  expect(failure?.errorMessage).toMatch(/rows are there twice/);
  await expectUnchanged();
  await expectBuilt(await call());
});

test('somebody cancels the INSERT: the job says so', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'is cancelled' });
  const { failure } = await call();
  expect(failure?.errorMessage).toMatch(/cancelled the statement/);
  await expectUnchanged();
  await expectBuilt(await call());
});

test('Athena throttles every kind of call', async () => {
  const throttled = refused('ThrottlingException');
  scene.cloud.athena_gate.plan(
    { operation: 'StartQueryExecution', times: 2, what: throttled },
    { operation: 'StartQueryExecution', times: 2, what: refused('TooManyRequestsException') },
    { operation: 'GetQueryExecution', times: 3, what: throttled },
    { operation: 'GetQueryResults', times: 2, what: throttled },
  );
  await expectBuilt(await call());
  expect(started(INSERT)).toBe(1);
  expect(scene.cloud.athena_gate.met.length).toBe(9);
});

test('polls are lost, and the answer to a start: its token joins what began', async () => {
  scene.cloud.athena_gate.plan(
    { operation: 'StartQueryExecution', times: 1, what: 'answer lost' },
    { operation: 'GetQueryExecution', times: 2, what: 'lost' },
    { operation: 'GetQueryExecution', times: 1, what: 'answer lost' },
    { operation: 'GetQueryResults', times: 1, what: 'lost' },
  );
  await expectBuilt(await call());
  expect(started(INSERT)).toBe(1);
});

test('S3 loses what is sent to it', async () => {
  scene.cloud.s3_gate.plan(
    { operation: 'PUT', times: 1, what: 'lost' },
    { operation: 'PUT', times: 1, what: 'answer lost' },
  );
  await expectBuilt(await call());
});

test('a statement outlives the call: the cursor joins it', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'is slow' });
  const { answer } = await call({}, 11_000);
  if (answer?.done !== false) throw new Error('The call was to end before the statement.');
  await expectUnchanged();
  await expectBuilt(await callOnce<JobResult>(stack.instance, { cursor: answer.cursor }));
  expect(started(INSERT)).toBe(1);
});
