/** EventsFunction as it is deployed: its bundle on Node 24, over S3, Glue and Athena's API. */
import type { JobResult } from '../../../src/events/run-job';
import { openScene, type Scene } from './scene';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 900_000);
afterAll(() => scene.close());

test('builds a day that Trino then reads from the tables of the template, equal to DuckDB', async () => {
  const { demo, deploy } = scene;
  const t0 = Date.now();
  const stack = await deploy();
  const t1 = Date.now();
  const instance = await stack.instance();
  expect(instance.version).toMatch(/^v24\./);
  const answer = await instance.invoke<JobResult>({ day: demo.day });
  console.log(t1 - t0, Date.now() - t1, JSON.stringify(answer), instance.log().slice(0, 3000));
  expect(await stack.events(demo.day)).toEqual(demo.events);
  await instance.end();
});
