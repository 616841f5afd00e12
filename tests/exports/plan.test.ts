/** What the step after each build exports: what was published since its reports were written. */
import { dayRange } from '../../src/core/days';
import { startExport, type ExportState } from '../../src/exports/job-state';
import { dueSlices } from '../../src/exports/plan';
import { runExport } from '../../src/exports/run-export';
import {
  ACCOUNT,
  exportScene,
  jobOf,
  options,
  REGION,
  reportsIn,
  RUN,
  threeAnHour,
  type ExportScene,
} from './scene';

const where = { account_id: ACCOUNT, region: REGION };
type Job = Pick<ExportState, 'format' | 'time_zone'>;
const CSV: Job = { format: 'csv', time_zone: 'UTC' };

const due = async (scene: ExportScene, job = CSV): Promise<string[]> =>
  (await dueSlices(scene, job, where)).map(({ day }) => day);

async function exportDue(scene: ExportScene, job = CSV): Promise<void> {
  const slices = await dueSlices(scene, job, where);
  await runExport(scene, startExport({ run: RUN, ...job, slices }), options());
}

const days = dayRange('2026-03-01', '2026-03-03');
const threeDays = () => exportScene(threeAnHour('2026-03-01', '2026-03-03'));

test('days without a report are due, in order; after the export none is', async () => {
  const scene = await threeDays();
  expect(await due(scene)).toEqual(days);
  await exportDue(scene);
  expect(await due(scene)).toEqual([]);
  expect(Object.keys(reportsIn(scene.files))).toHaveLength(72);
});

test('a day that is published again is due again, however old it is', async () => {
  const scene = await threeDays();
  await exportDue(scene);
  await scene.clock.sleep(1000);
  await scene.catalog.publish('events', '2026-03-02', `${RUN}-2`);
  expect(await due(scene)).toEqual(['2026-03-02']);
  await scene.clock.sleep(1000);
  await scene.catalog.publish('events', '2024-01-01', `${RUN}-2`);
  expect(await due(scene)).toEqual(['2024-01-01', '2026-03-02']);
});

test('what was published more than a month ago is left alone', async () => {
  const scene = await threeDays();
  await scene.clock.sleep(32 * 86_400_000);
  expect(await due(scene)).toEqual([]);
});

test('an export that failed, or wrote a part of the day, leaves it due', async () => {
  const scene = await threeDays();
  scene.reader.interrupt = () => new Error('broken');
  await expect(exportDue(scene)).rejects.toThrow('Not exported');
  expect(await due(scene)).toEqual(days);
  scene.reader.interrupt = () => undefined;
  await runExport(scene, jobOf('2026-03-02', '2026-03-02', { time_zone: 'Asia/Tokyo' }), options());
  expect(await due(scene, { ...CSV, time_zone: 'Asia/Tokyo' })).toEqual(days);
});

test('another format or zone makes all due', async () => {
  const scene = await threeDays();
  await exportDue(scene);
  expect(await due(scene, { ...CSV, format: 'json' })).toEqual(days);
  expect(await due(scene, { ...CSV, time_zone: 'Europe/Berlin' })).toEqual(days);
});

test('a day in progress is due as its hours come', async () => {
  const scene = await exportScene(threeAnHour('2026-03-04', '2026-03-04'), '2026-03-04T10:20:00Z');
  await exportDue(scene);
  expect(Object.keys(reportsIn(scene.files))).toHaveLength(10);
  expect(await due(scene)).toEqual([]);
  await scene.clock.sleep(3600_000);
  await scene.catalog.publish('events', '2026-03-04', `${RUN}-2`);
  expect(await due(scene)).toEqual(['2026-03-04']);
  await exportDue(scene);
  expect(Object.keys(reportsIn(scene.files))).toHaveLength(11);
});

test('an hour that waited for the next UTC day is written with that day', async () => {
  const scene = await exportScene(threeAnHour('2026-03-03', '2026-03-03'));
  const kolkata: Job = { format: 'csv', time_zone: 'Asia/Kolkata' };
  await exportDue(scene, kolkata);
  expect(Object.keys(reportsIn(scene.files))).not.toContain('report_2026_03_04_h05.csv');
  await scene.clock.sleep(86_400_000);
  await scene.catalog.publish('events', '2026-03-04', `${RUN}-2`);
  await exportDue(scene, kolkata);
  const reports = reportsIn(scene.files);
  expect(reports['report_2026_03_04_h05.csv']).toEqual(['2026-03-03-71']);
});

test('a day that was built before it began is taken as built: the demo’s days may lie ahead', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-01'), '2025-03-01T00:00:00Z');
  await runExport(scene, jobOf('2026-03-01', '2026-03-01'), options());
  expect(Object.keys(reportsIn(scene.files))).toHaveLength(24);
});
