/**
 * EventsFunction when services fail: it fails loudly or recovers, nothing is published by halves, and
 * a call after it ends in the same table.
 */
import type { JobResult } from '../../../src/events/run-job';
import { refused } from './gate';
import { callOnce } from './one-call';
import { rebuiltDay, type RebuiltDay } from './rebuilt-day';
import { openScene, type Scene } from './scene';

jest.setTimeout(300_000); // two engines and two services on a machine that is busy

const INSERT = /INSERT INTO events_staging/;
const ALWAYS = 1_000;
const DENIED = refused('AccessDeniedException');

let scene: Scene;
let day: RebuiltDay;
beforeAll(async () => {
  scene = await openScene();
  day = await rebuiltDay(scene);
}, 900_000);
afterAll(() => scene.close());
beforeEach(() => day.begin());
afterEach(() => day.calm());

test('Glue denies the first publish of all: no day appears; the next call builds it', async () => {
  scene.cloud.glue_gate.plan({ operation: 'CreatePartition', times: ALWAYS, what: DENIED });
  const { failure } = await day.call();
  expect(failure?.errorType).toBe('AwsCallFailed');
  expect(failure?.errorMessage).toMatch(/glue:CreatePartition on table submissions.*Allow/);
  await day.expectUnchanged();
  expect(await day.stack.query('SELECT count(*) AS n FROM submissions')).toEqual([{ n: 0 }]);
  scene.cloud.glue_gate.plan();
  await day.expectBuilt(await day.call());
});

test('Glue denies a later publish: the old day stays; the same run publishes what it wrote', async () => {
  scene.cloud.glue_gate.plan({ operation: 'UpdatePartition', times: ALWAYS, what: DENIED });
  const run = '20260101T000000Z-denied';
  const { failure } = await day.call({ run });
  expect(failure?.errorType).toBe('JobIncomplete');
  expect(failure?.errorMessage).toMatch(/glue:UpdatePartition on table events/);
  await day.expectUnchanged();
  scene.cloud.glue_gate.plan();
  await day.expectBuilt(await day.call({ run }));
  expect(day.started(INSERT)).toBe(1);
});

test('Glue is busy for a while, and the answer to the publish is lost', async () => {
  const busy = refused('ConcurrentModificationException');
  scene.cloud.glue_gate.plan(
    { operation: 'UpdatePartition', times: 2, what: busy },
    { operation: 'UpdatePartition', times: 1, what: 'answer lost' },
  );
  await day.expectBuilt(await day.call());
});

test('the INSERT fails after it wrote: a second attempt, in a folder of its own', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'fails after writing' });
  await day.expectBuilt(await day.call(), 2);
  expect(day.started(INSERT)).toBe(2);
});

test('it fails for good: the job fails; its token answers the failed query; a new run builds', async () => {
  const what = 'fails after writing';
  scene.cloud.front.plan({ statement: INSERT, times: 1, what, retryable: false });
  const run = '20260101T000000Z-failed';
  for (const _ of ['first', 'again']) {
    const { failure } = await day.call({ run });
    expect(failure?.errorType).toBe('JobIncomplete');
    expect(failure?.errorMessage).toMatch(/Planned: the cluster was lost/);
    expect(day.started()).toBe(1);
    await day.expectUnchanged();
  }
  await day.expectBuilt(await day.call());
});

test('a failed attempt, then the time is over: the next instance passes by the failed query', async () => {
  scene.cloud.front.plan(
    { statement: INSERT, times: 1, what: 'fails after writing' },
    { statement: INSERT, times: 1, what: 'is slow' },
  );
  const run = '20260101T000000Z-over';
  const instance = await day.stack.instance();
  const cut = instance.invoke({ day: scene.demo.day, run }).catch((error: unknown) => error);
  while (day.started(INSERT) < 2) await new Promise((resolve) => setTimeout(resolve, 100));
  await instance.end();
  expect(await cut).toHaveProperty('message');
  await day.expectUnchanged();
  await day.expectBuilt(await day.call({ run }), 2);
  expect(day.started(INSERT)).toBe(2);
});

test('the INSERT runs twice within, and succeeds: the audit finds the doubled rows', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'runs twice' });
  const { failure } = await day.call();
  expect(failure?.errorType).toBe('JobIncomplete');
  expect(failure?.errorMessage).toMatch(/rows are there twice/);
  await day.expectUnchanged();
  await day.expectBuilt(await day.call());
});

test('somebody cancels the INSERT: the job says so', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'is cancelled' });
  const { failure } = await day.call();
  expect(failure?.errorMessage).toMatch(/cancelled the statement/);
  await day.expectUnchanged();
  await day.expectBuilt(await day.call());
});

test('Athena throttles every kind of call', async () => {
  const throttled = refused('ThrottlingException');
  scene.cloud.athena_gate.plan(
    { operation: 'StartQueryExecution', times: 2, what: throttled },
    { operation: 'StartQueryExecution', times: 2, what: refused('TooManyRequestsException') },
    { operation: 'GetQueryExecution', times: 3, what: throttled },
    { operation: 'GetQueryResults', times: 2, what: throttled },
  );
  await day.expectBuilt(await day.call());
  expect(day.started(INSERT)).toBe(1);
  expect(scene.cloud.athena_gate.met.length).toBe(9);
});

test('polls are lost, and the answer to a start: its token joins what began', async () => {
  scene.cloud.athena_gate.plan(
    { operation: 'StartQueryExecution', times: 1, what: 'answer lost' },
    { operation: 'GetQueryExecution', times: 2, what: 'lost' },
    { operation: 'GetQueryExecution', times: 1, what: 'answer lost' },
    { operation: 'GetQueryResults', times: 1, what: 'lost' },
  );
  await day.expectBuilt(await day.call());
  expect(day.started(INSERT)).toBe(1);
});

test('S3 loses what is sent to it', async () => {
  scene.cloud.s3_gate.plan(
    { operation: 'PUT', times: 1, what: 'lost' },
    { operation: 'PUT', times: 1, what: 'answer lost' },
  );
  await day.expectBuilt(await day.call());
});

test('a statement outlives the call: the cursor joins it', async () => {
  scene.cloud.front.plan({ statement: INSERT, times: 1, what: 'is slow' });
  const { answer } = await day.call({}, 11_000);
  if (answer?.done !== false) throw new Error('The call was to end before the statement.');
  await day.expectUnchanged();
  const rest = await callOnce<JobResult>(day.stack.instance, { cursor: answer.cursor });
  await day.expectBuilt(rest);
  expect(day.started(INSERT)).toBe(1);
});
