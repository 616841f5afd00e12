/** The DAG of examples/airflow from its first task to its last: no Lambda, the same events. */
import { gzipSync } from 'node:zlib';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { addDays } from '../../../src/core/days';
import { monthOf } from '../../../src/core/months';
import { runDag, type DagRun } from '../../airflow/run-dag';
import { builtProgram } from '../../cli/program';
import { generatedWorld } from '../../memory/world';
import { athenaApi } from '../../stand-ins/athena-api/server';
import type { JsonApi } from '../../stand-ins/json-api';
import type { Row } from '../engine';
import { ACCOUNT, REGION } from './cloud';
import type { LedgerStack } from './ledger-stack';
import { openScene, type Scene } from './scene';

/** Airflow, two engines and two services on a machine that is busy. */
jest.setTimeout(1_800_000);

/** Queries of the account that the DAG collects itself, beside the history that the others have sent. */
const QUERIES = 60;

let scene: Scene;
let stack: LedgerStack;
let api: JsonApi;
let ids: Set<unknown>;

const put = (Bucket: string, Key: string, Body = Buffer.from('{}')): Promise<unknown> =>
  scene.cloud.s3.send(new PutObjectCommand({ Bucket, Key, Body }));

beforeAll(async () => {
  scene = await openScene();
  stack = await scene.deploy();
  const { day } = scene.demo;
  const world = generatedWorld(3, QUERIES, day);
  ids = new Set(world.workgroups.flatMap((name) => world.ids(name, 0, QUERIES) ?? []));
  api = await athenaApi(world);
  // The trail goes on: what the sensor waits for.
  const next = addDays(day, 1).replaceAll('-', '/');
  const log = `AWSLogs/o-exampleorg/${ACCOUNT}/CloudTrail/${REGION}/${next}/first.json.gz`;
  await put('org-trail', log, gzipSync('{"Records":[]}'));
}, 900_000);
afterAll(async () => {
  await api.close();
  await scene.close();
});

const run = (dag: string, params: Record<string, unknown>): Promise<DagRun> =>
  runDag({
    dag,
    logical_date: `${addDays(scene.demo.day, 1)}T01:15:00Z`,
    params,
    variable: {
      bucket: stack.bucket,
      database: stack.database,
      workgroup: stack.workgroup,
      trail_location: 's3://org-trail/AWSLogs/o-exampleorg/',
      account_id: ACCOUNT,
      region: REGION,
      lookback_days: 0,
      command: `AWS_ENDPOINT_URL_ATHENA=${api.endpoint} ${process.execPath} ${builtProgram()}`,
    },
    env: { ...scene.cloud.env, AWS_DEFAULT_REGION: REGION, AWS_REGION: REGION },
  });

const isCollected = (row: Row): boolean => ids.has(row['query_execution_id']);

test('collects, builds and publishes a day: the events that DuckDB builds, and those it collected', async () => {
  const { day, events } = scene.demo;
  const [old, foreign] = ['20200101T000000Z-0a1b2c3d-1', 'by-hand'].map(
    (run) => `events/day=2020-01-01/run=${run}/left-behind.parquet`,
  );
  for (const key of [old!, foreign!]) await put(stack.bucket, key);
  const { state, tasks, log } = await run('athena_ledger', { day });
  expect({ state, tasks, log: state === 'success' ? '' : log.slice(-6000) }).toMatchObject({
    state: 'success',
  });
  expect(
    Object.values(tasks)
      .flat()
      .every((one) => one === 'success'),
  ).toBe(true);
  const rows = await stack.events(day);
  expect(rows.filter(isCollected).length).toBe(QUERIES);
  expect(rows.filter((row) => !isCollected(row))).toEqual(events);
  expect(log).not.toMatch(/INSERT INTO/);
  // Swept: a run of long ago. Left alone: a folder whose name is no run's.
  const list = { Bucket: stack.bucket, Prefix: 'events/day=2020-01-01/' };
  const { Contents = [] } = await scene.cloud.s3.send(new ListObjectsV2Command(list));
  expect(Contents.map(({ Key }) => Key)).toEqual([foreign]);
});

test('its ledger says so: the view completeness', async () => {
  const { day, events } = scene.demo;
  const [row] = await stack.query(`SELECT * FROM completeness WHERE day = '${day}'`);
  const matched = events.filter((one) => one['record_source'] === 'matched').length;
  expect(row).toMatchObject({ day, matched });
});

interface LogRecord {
  eventID?: string;
  eventTime?: string;
}

test('a month of all events: each of the trail’s files once', async () => {
  const month = monthOf(scene.demo.day);
  const { state, log } = await run('athena_ledger_months', { month });
  expect({ state, log: state === 'success' ? '' : log.slice(-6000) }).toMatchObject({
    state: 'success',
  });
  const own = scene.demo.trail.flatMap(({ key, body }) => {
    const delivered = /\/(\d{4}\/\d\d)\/\d\d\/[^/]+$/.exec(key)?.[1]?.replace('/', '-');
    // Digests have none.
    const { Records = [] } = JSON.parse(body) as { Records?: LogRecord[] };
    return Records.filter(({ eventTime = '' }) =>
      // A record whose time cannot be read belongs to the month in which it was delivered.
      Number.isNaN(Date.parse(eventTime)) ? delivered === month : eventTime.startsWith(month),
    );
  });
  const expected = new Set(own.flatMap(({ eventID }) => eventID ?? []));
  expect(expected.size).toBeGreaterThan(200);
  const [year, of_year] = month.split('-');
  const rows = await stack.query(
    `SELECT event_id FROM cloudtrail_events WHERE year = '${year!}' AND month = '${of_year!}' AND event_id IS NOT NULL`,
  );
  expect(rows.map((row) => row['event_id']).sort()).toEqual([...expected].sort());
});

test('run again it publishes another run with the same rows', async () => {
  const { day } = scene.demo;
  const [before, rows] = [await stack.publishedRun(day), await stack.events(day)];
  const { state } = await run('athena_ledger', { day, collect: false });
  expect(state).toBe('success');
  expect(await stack.publishedRun(day)).not.toBe(before);
  expect(await stack.events(day)).toEqual(rows);
});
