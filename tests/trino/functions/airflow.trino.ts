/** The DAG of examples/airflow from its first task to its last: no Lambda, the same events. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { addDays } from '../../../src/core/days';
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

const put = (Bucket: string, Key: string, Body = ''): Promise<unknown> =>
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
  await put('org-trail', log);
}, 900_000);
afterAll(async () => {
  await api.close();
  await scene.close();
});

const run = (params: Record<string, unknown> = {}): Promise<DagRun> =>
  runDag({
    dag: 'athena_ledger',
    logical_date: `${addDays(scene.demo.day, 1)}T01:15:00Z`,
    params: { day: scene.demo.day, ...params },
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
  const old = `events/day=${day}/run=20200101T000000Z-0a1b2c3d-1/left-behind.parquet`;
  await put(stack.bucket, old);
  const { state, tasks, log } = await run();
  expect({ state, tasks, log: state === 'success' ? '' : log.slice(-6000) }).toMatchObject({ state: 'success' });
  expect(Object.values(tasks).flat().every((one) => one === 'success')).toBe(true);
  const rows = await stack.events(day);
  expect(rows.filter(isCollected).length).toBe(QUERIES);
  expect(rows.filter((row) => !isCollected(row))).toEqual(events);
  expect(log).not.toMatch(/INSERT INTO/);
});

test('its ledger says so: the view completeness', async () => {
  const { day, events } = scene.demo;
  const [row] = await stack.query(`SELECT * FROM completeness WHERE day = '${day}'`);
  const matched = events.filter((one) => one['record_source'] === 'matched').length;
  expect(row).toMatchObject({ day, matched });
});

test('run again it publishes another run with the same rows', async () => {
  const { day } = scene.demo;
  const [before, rows] = [await stack.publishedRun(day), await stack.events(day)];
  const { state } = await run({ collect: false });
  expect(state).toBe('success');
  expect(await stack.publishedRun(day)).not.toBe(before);
  expect(await stack.events(day)).toEqual(rows);
});
