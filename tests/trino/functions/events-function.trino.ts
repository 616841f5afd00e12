/** EventsFunction as it is deployed: its bundle on Node 24, over S3, Glue and Athena's API. */
import type { JobResult } from '../../../src/events/run-job';
import type { Row } from '../engine';
import type { LedgerStack } from './ledger-stack';
import { callOnce } from './one-call';
import { openScene, type Scene } from './scene';

/** Two engines and two services on a machine that is busy. */
jest.setTimeout(300_000);

let scene: Scene;
let stack: LedgerStack;
beforeAll(async () => {
  scene = await openScene();
  stack = await scene.deploy();
}, 900_000);
afterAll(() => scene.close());

const daysOf = (answer: JobResult | undefined, table: string): string[] =>
  (answer?.built ?? []).filter((built) => built.table === table).map(({ day }) => day);

test('the runtime is Lambda’s: Node 24', async () => {
  const instance = await stack.instance();
  await instance.end();
  expect(instance.version).toMatch(/^v24\./);
});

test('the schedule’s call builds yesterday: Trino reads it from the template’s tables, equal to DuckDB', async () => {
  const { day, events } = scene.demo;
  const { answer, failure, log } = await callOnce<JobResult>(stack.instance, {});
  expect(failure).toBeUndefined();
  expect(answer?.done).toBe(true);
  expect(daysOf(answer, 'events')).toEqual([day]);
  // Yesterday may have been a Sunday, when the demo's people rest.
  expect(events.length).toBeGreaterThan(200);
  expect(await stack.events(day)).toEqual(events);
  const lines = log.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { level: string }).level)).not.toContain('ERROR');
  expect(log).not.toMatch(/SELECT|INSERT/i);
});

test('its ledger says so: the view completeness, over the records that it wrote', async () => {
  const { day, events } = scene.demo;
  const [row] = await stack.query(`SELECT * FROM completeness WHERE day = '${day}'`);
  const kind = (one: Row) => (one['state'] === 'REJECTED' ? 'rejected' : one['record_source']);
  const count = (name: string) => events.filter((one) => kind(one) === name).length;
  const names = ['matched', 'history_only', 'trail_only', 'rejected'];
  const expected = Object.fromEntries(names.map((name) => [name, count(name)]));
  expect(expected['rejected']).toBeGreaterThan(0);
  expect(row).toMatchObject({ day, ...expected });
});

test('the view silence, as the catalog has it, names whom the trail knows and nobody heard', async () => {
  const { day } = scene.demo;
  const rows = await stack.query(`SELECT account_id, region FROM silence WHERE day = '${day}'`);
  expect(rows).toContainEqual({ account_id: '777788889999', region: 'us-east-1' });
});

test('a second call with the same run starts no INSERT and changes nothing', async () => {
  const { day, events } = scene.demo;
  const run = (await stack.publishedRun(day))!;
  const before = scene.cloud.front.started.length;
  const again = { day, run: run.replace(/-1$/, '') };
  const { answer } = await callOnce<JobResult>(stack.instance, again);
  expect(answer?.done).toBe(true);
  const texts = scene.cloud.front.started.slice(before);
  expect(texts.filter((text) => text.includes('INSERT INTO'))).toEqual([]);
  expect(await stack.publishedRun(day)).toBe(run);
  expect(await stack.events(day)).toEqual(events);
});
