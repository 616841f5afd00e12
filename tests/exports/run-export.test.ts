import { DeadlineReached, StatementFailed } from '../../src/core/errors';
import type { LedgerRecord } from '../../src/core/tables';
import { runExport, type ExportResult } from '../../src/exports/run-export';
import { passing } from './events-model';
import {
  exportScene,
  jobOf,
  options,
  reportsIn,
  RUN,
  threeAnHour,
  type ExportScene,
} from './scene';

const idsOf = (scene: ExportScene): string[] => Object.values(reportsIn(scene.files)).flat();

const recordsOf = ({ files }: ExportScene, day: string): LedgerRecord[] =>
  [...files.files]
    .filter(([key]) => key.startsWith(`ledger/day=${day}/job=exports/`))
    .map(([, body]) => JSON.parse(body.toString('utf8')) as LedgerRecord);

test('each hour of a day has a report, with its events in order', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-03'));
  const result = await runExport(scene, jobOf('2026-03-02', '2026-03-02'), options());
  expect(result).toEqual({
    done: true,
    run: RUN,
    exported: [{ day: '2026-03-02', hours: 24, rows: 72, hours_missing: 0 }],
    hours_missing: 0,
  });
  const reports = reportsIn(scene.files);
  expect(Object.keys(reports)).toHaveLength(24);
  expect(reports['report_2026_03_02_h00.csv']).toEqual(
    ['00', '01', '02'].map((n) => `2026-03-02-${n}`),
  );
  expect(reports['report_2026_03_02_h23.csv']).toHaveLength(3);
  expect(recordsOf(scene, '2026-03-02')).toMatchObject([
    { outcome: 'done', counts: { hours: 24, rows: 72 }, message: 'csv, hours of UTC' },
  ]);
});

test('a day of 25 hours: each event in one report, the repeated hour beside the first', async () => {
  const scene = await exportScene(threeAnHour('2026-10-24', '2026-10-26'), '2026-10-28T02:00:00Z');
  const job = jobOf('2026-10-25', '2026-10-25', { time_zone: 'Europe/Berlin' });
  await runExport(scene, job, options());
  const reports = reportsIn(scene.files);
  expect(Object.keys(reports)).toHaveLength(25);
  expect(reports['report_2026_10_25_h02.csv']).toEqual(
    ['00', '01', '02'].map((n) => `2026-10-25-${n}`),
  );
  expect(reports['report_2026_10_25_h02b.csv']).toEqual(
    ['03', '04', '05'].map((n) => `2026-10-25-${n}`),
  );
  expect(idsOf(scene)).toHaveLength(75);
  expect(new Set(idsOf(scene)).size).toBe(75);
});

test('an hour without events has a report that says so', async () => {
  const scene = await exportScene([{ id: 'one', at: '2026-03-01 10:30:00.000' }]);
  await runExport(scene, jobOf('2026-03-01', '2026-03-01'), options());
  const reports = reportsIn(scene.files);
  expect(Object.keys(reports)).toHaveLength(24);
  expect(idsOf(scene)).toEqual(['one']);
  const json = await exportScene([{ id: 'one', at: '2026-03-01 10:30:00.000' }]);
  await runExport(json, jobOf('2026-03-01', '2026-03-01', { format: 'json' }), options());
  const folder = 'reports/year=2026/month=03/day=01';
  const bodyOf = (hour: string): unknown =>
    JSON.parse(
      json.files.files
        .get(`${folder}/hour=${hour}/report_2026_03_01_h${hour}.json`)!
        .toString('utf8'),
    );
  expect(bodyOf('09')).toEqual([]);
  expect(bodyOf('10')).toMatchObject([
    { query_execution_id: 'one', submitted_at: '2026-03-01T10:30:00.000Z', user: null },
  ]);
});

test('an event whose time is not of its day is in the first report of that day', async () => {
  const scene = await exportScene([
    { id: 'odd', at: '2026-02-20 10:30:00.000', day: '2026-03-01' },
    { id: 'plain', at: '2026-03-01 00:30:00.000' },
  ]);
  await runExport(scene, jobOf('2026-03-01', '2026-03-01'), options());
  expect(reportsIn(scene.files)['report_2026_03_01_h00.csv']).toEqual(['odd', 'plain']);
});

test('what is not built, or not over, has no report and is counted', async () => {
  const events = threeAnHour('2026-03-01', '2026-03-02');
  const scene = await exportScene(events, '2026-03-02T10:30:00.000Z');
  const result = await runExport(scene, jobOf('2026-03-01', '2026-03-03'), options());
  expect(result).toMatchObject({
    done: true,
    hours_missing: 14 + 24,
    exported: [
      { day: '2026-03-01', hours: 24 },
      { day: '2026-03-02', hours: 10, rows: 30, hours_missing: 14 },
    ],
  });
  expect(Object.keys(reportsIn(scene.files)).at(-1)).toBe('report_2026_03_02_h09.csv');
  expect(recordsOf(scene, '2026-03-03')).toEqual([]);
});

test('a local hour that lies in two UTC days waits for both', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-01'));
  const job = jobOf('2026-03-01', '2026-03-02', { time_zone: 'Asia/Kolkata' });
  const result = await runExport(scene, job, options());
  const names = Object.keys(reportsIn(scene.files));
  expect(names[0]).toBe('report_2026_03_01_h06.csv');
  expect(names.at(-1)).toBe('report_2026_03_02_h04.csv');
  expect(names).toHaveLength(23);
  expect(result).toMatchObject({ hours_missing: 48 - 23 });
});

test('again, it writes the same bytes to the same keys', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-01'));
  await runExport(scene, jobOf('2026-03-01', '2026-03-01'), options());
  const reports = () => [...scene.files.files].filter(([key]) => key.startsWith('reports/'));
  const first = new Map(reports());
  await runExport(scene, jobOf('2026-03-01', '2026-03-01', { run: `${RUN}0` }), options());
  expect(new Map(reports())).toEqual(first);
  expect(first.size).toBe(24);
});

async function inManyCalls(scene: ExportScene, remainingMs: () => number) {
  let result: ExportResult | undefined;
  let state = jobOf('2026-03-01', '2026-03-03', { time_zone: 'Europe/Berlin' });
  const calls: ExportResult[] = [];
  while (!result?.done) {
    result = await runExport(scene, state, options({ deadline: { remainingMs } }));
    calls.push(result);
    if (!result.done) state = JSON.parse(JSON.stringify(result.cursor)) as typeof state;
    if (calls.length > 200) throw new Error('endless');
  }
  return calls;
}

test('without time each call writes one report, and all of them the same as one call', async () => {
  const events = threeAnHour('2026-02-28', '2026-03-03');
  const [whole, parts] = [await exportScene(events), await exportScene(events)];
  await runExport(
    whole,
    jobOf('2026-03-01', '2026-03-03', { time_zone: 'Europe/Berlin' }),
    options(),
  );
  const calls = await inManyCalls(parts, () => 1000);
  expect(calls).toHaveLength(72);
  expect(reportsIn(parts.files)).toEqual(reportsIn(whole.files));
  expect(recordsOf(parts, '2026-03-02')).toMatchObject([
    { outcome: 'done', counts: { hours: 24, rows: 72 } },
  ]);
});

test('a statement that outlives the call is asked again by the same token', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-01'));
  scene.reader.interrupt = (page) => (page < 3 ? new DeadlineReached('over') : undefined);
  let state = jobOf('2026-03-01', '2026-03-01');
  for (let call = 0; call < 2; call++) {
    const result = await runExport(scene, state, options());
    expect(result.done).toBe(false);
    if (!result.done) state = result.cursor;
  }
  expect(await runExport(scene, state, options())).toMatchObject({ done: true });
  expect(new Set(scene.reader.statements.map(({ token }) => token)).size).toBe(1);
  expect(idsOf(scene)).toHaveLength(72);
});

test('what may pass is tried again, for the hours that are left', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-01'));
  scene.reader.interrupt = (page) => (page === 5 || page === 6 ? passing() : undefined);
  expect(await runExport(scene, jobOf('2026-03-01', '2026-03-01'), options())).toMatchObject({
    done: true,
  });
  expect(idsOf(scene)).toHaveLength(72);
  expect(new Set(scene.reader.statements.map(({ token }) => token)).size).toBe(3);
  expect(scene.reader.statements[2]!.text).toContain("'2026-03-01 06:00:00.000'");
});

test('a day that fails leaves the others be, and the job fails after them', async () => {
  const scene = await exportScene(threeAnHour('2026-03-01', '2026-03-03'));
  scene.reader.interrupt = () =>
    scene.reader.statements
      .at(-1)!
      .text.includes("CAST('2026-03-02 00:00:00.000' AS timestamp(3))\n  AND")
      ? new StatementFailed('Athena failed the statement.', false)
      : undefined;
  const failing = runExport(scene, jobOf('2026-03-01', '2026-03-03'), options());
  await expect(failing).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: 'Not exported: 2026-03-02. Athena failed the statement.',
  });
  expect(new Set(idsOf(scene).map((id) => id.slice(0, 10)))).toEqual(
    new Set(['2026-03-01', '2026-03-03']),
  );
  expect(recordsOf(scene, '2026-03-02')).toMatchObject([{ outcome: 'failed' }]);
});
