import { runPrefix } from '../../src/core/lake';
import type { PublishedTable } from '../../src/core/ports';
import { sweepRuns } from '../../src/core/sweep';
import { memoryCatalog } from '../memory/memory-catalog';
import { memoryFiles } from '../memory/memory-files';
import { steppingClock } from '../stand-ins/stepping-clock';

const DAY = '2026-03-01';
const HOURS = 3_600_000;
const FIRST = '20260302T000000Z-aaaaaaaa-1';
const SECOND = '20260302T060000Z-bbbbbbbb-1';

function scene() {
  const clock = steppingClock('2026-03-02T00:00:00.000Z');
  const catalog = memoryCatalog(clock);
  const files = memoryFiles();
  const put = (key: string): void => void files.files.set(key, Buffer.from('rows'));
  return {
    clock,
    catalog,
    files,
    put,
    /** A run's files and its staging partition, as an INSERT leaves them. */
    write: (run: string, table: PublishedTable = 'events', day = DAY) => {
      catalog.stage(table, day, run);
      put(`${runPrefix(table, day, run)}part-0.parquet`);
      put(`${runPrefix(table, day, run)}part-1.parquet`);
    },
    keys: () => [...files.files.keys()].sort(),
    staged: async (table: PublishedTable = 'events') =>
      (await catalog.listStaged(table)).map(({ run }) => run).sort(),
  };
}

/** FIRST published at 00:00, SECOND at 06:00. */
async function superseded() {
  const lake = scene();
  lake.write(FIRST);
  await lake.catalog.publish('events', DAY, FIRST);
  await lake.clock.sleep(6 * HOURS);
  lake.write(SECOND);
  await lake.catalog.publish('events', DAY, SECOND);
  return lake;
}

test('a superseded run goes 24 hours after its successor was published, not a millisecond before', async () => {
  const lake = await superseded();
  await lake.clock.sleep(24 * HOURS - 1);
  expect(await sweepRuns(lake, 'events')).toEqual([]);
  expect(await lake.staged()).toEqual([FIRST, SECOND]);
  expect(lake.keys()).toHaveLength(4);
  await lake.clock.sleep(1);
  expect(await sweepRuns(lake, 'events')).toEqual([{ day: DAY, run: FIRST }]);
  expect(await lake.staged()).toEqual([SECOND]);
  expect(lake.keys()).toEqual(
    [0, 1].map((n) => `${runPrefix('events', DAY, SECOND)}part-${n}.parquet`),
  );
});

test('the published run stays, however old it is', async () => {
  const lake = await superseded();
  await lake.clock.sleep(400 * 24 * HOURS);
  await sweepRuns(lake, 'events');
  expect(await lake.staged()).toEqual([SECOND]);
  expect(lake.keys()).toHaveLength(2);
  expect(await sweepRuns(lake, 'events')).toEqual([]);
});

test('a published run stays also when an older one is published again', async () => {
  const lake = await superseded();
  await lake.catalog.publish('events', DAY, FIRST);
  await lake.clock.sleep(48 * HOURS);
  expect(await sweepRuns(lake, 'events')).toEqual([{ day: DAY, run: SECOND }]);
  expect(await lake.staged()).toEqual([FIRST]);
});

test('what a failed INSERT left goes 24 hours after its run began, with a staging partition or without', async () => {
  const lake = scene();
  lake.put(`${runPrefix('events', DAY, FIRST)}half.parquet`);
  lake.catalog.stage('submissions', DAY, FIRST);
  await lake.clock.sleep(24 * HOURS - 1);
  expect(await sweepRuns(lake, 'events')).toEqual([]);
  expect(await sweepRuns(lake, 'submissions')).toEqual([]);
  await lake.clock.sleep(1);
  expect(await sweepRuns(lake, 'events')).toEqual([{ day: DAY, run: FIRST }]);
  expect(await sweepRuns(lake, 'submissions')).toEqual([{ day: DAY, run: FIRST }]);
  expect(lake.keys()).toEqual([]);
});

test('a run under way stays, though the day was published long ago', async () => {
  const lake = await superseded();
  await lake.clock.sleep(100 * HOURS);
  const begun = `${lake.clock
    .now()
    .toISOString()
    .replace(/[-:]|\.\d{3}/g, '')}-cccccccc-1`;
  lake.write(begun);
  await lake.clock.sleep(24 * HOURS - 1);
  await sweepRuns(lake, 'events');
  expect(await lake.staged()).toEqual([SECOND, begun].sort());
  expect(lake.keys().filter((key) => key.includes(begun))).toHaveLength(2);
});

test('other days, the other table and whatever is no run of ours are left alone', async () => {
  const lake = await superseded();
  lake.write(FIRST, 'submissions');
  const foreign = [
    'events/day=2026-03-01/_published.json',
    'events/day=2026-03-01/run=mine/part.parquet',
    'events/readme.txt',
    'history/day=2026-03-01/account_id=1/x.json.gz',
  ];
  foreign.forEach(lake.put);
  await lake.clock.sleep(48 * HOURS);
  await sweepRuns(lake, 'events');
  expect(lake.keys()).toEqual(expect.arrayContaining(foreign));
  expect(await lake.staged('submissions')).toEqual([FIRST]);
});

test('files that could not be deleted are found by the next sweep, though the partition is gone', async () => {
  const lake = await superseded();
  await lake.clock.sleep(48 * HOURS);
  const broken = { ...lake.files, delete: () => Promise.reject(new Error('SlowDown')) };
  await expect(sweepRuns({ ...lake, files: broken }, 'events')).rejects.toThrow('SlowDown');
  expect(await lake.staged()).toEqual([SECOND]);
  expect(await sweepRuns(lake, 'events')).toEqual([{ day: DAY, run: FIRST }]);
  expect(lake.keys()).toHaveLength(2);
});
