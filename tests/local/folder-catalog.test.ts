/** What is published in a folder: by marker, by ledger, by the newer of both. */
import { writeLedger } from '../../src/core/ledger';
import type { FileStore } from '../../src/core/ports';
import type { JobOutcome, LedgerRecord } from '../../src/core/tables';
import { folderCatalog } from '../../src/local/folder-catalog';
import { folderFiles } from '../../src/local/folder-files';
import { steppingClock, type SteppingClock } from '../stand-ins/stepping-clock';
import { put, scratch } from './scratch';

const DAY = '2026-03-01';
let folder: string;
let files: FileStore;
let clock: SteppingClock;

beforeEach(() => {
  folder = scratch();
  files = folderFiles(folder);
  clock = steppingClock('2026-03-02T06:00:00.000Z');
});

const catalog = () => folderCatalog(files, clock);

/** As a job on AWS leaves it: the run's files, and what the ledger says of it. */
async function built(
  run: string,
  finished_at: string,
  outcome: JobOutcome = 'done',
): Promise<void> {
  put(folder, `events/day=${DAY}/run=${run}/part-0.parquet`, 'PAR1');
  const record: LedgerRecord = {
    job: 'events',
    run,
    day: DAY,
    account_id: '111122223333',
    region: 'eu-west-1',
    started_at: finished_at,
    finished_at,
    outcome,
    counts: {},
    pending: [],
    sources: [],
    message: null,
  };
  await writeLedger(files, record);
}

test('a copy of a bucket has no markers: the newest run that its ledger calls done', async () => {
  await built('r1', '2026-03-02T01:00:00.000Z');
  await built('r2', '2026-03-02T03:00:00.000Z');
  await built('r3', '2026-03-02T02:00:00.000Z');
  await built('r4', '2026-03-02T04:00:00.000Z', 'failed');
  await built('r5', '2026-03-02T05:00:00.000Z', 'unfinished');
  const expected = { day: DAY, run: 'r2', published_at: new Date('2026-03-02T03:00:00.000Z') };
  expect(await catalog().published('events', DAY)).toEqual(expected);
  expect(await catalog().listPublished('events')).toEqual([expected]);
  expect(await catalog().published('submissions', DAY)).toBeNull();
});

test('what is built on a copy counts, until a newer copy comes', async () => {
  await built('on-aws', '2026-03-02T03:00:00.000Z');
  await catalog().publish('events', DAY, 'here');
  expect(await catalog().published('events', DAY)).toMatchObject({ run: 'here' });
  await built('on-aws-again', '2026-03-02T07:00:00.000Z');
  expect(await catalog().published('events', DAY)).toMatchObject({ run: 'on-aws-again' });
});

test('an empty day is known by its ledger alone', async () => {
  await built('r1', '2026-03-02T01:00:00.000Z');
  await files.delete([`events/day=${DAY}/run=r1/part-0.parquet`]);
  expect(await catalog().listPublished('events')).toMatchObject([{ day: DAY, run: 'r1' }]);
});

test('a run without marker and ledger is not published', async () => {
  put(folder, `events/day=${DAY}/run=r1/part-0.parquet`, 'PAR1');
  expect(await catalog().published('events', DAY)).toBeNull();
  expect(await catalog().listPublished('events')).toEqual([]);
  expect(await catalog().listStaged('events')).toEqual([{ day: DAY, run: 'r1' }]);
});

test('records of other jobs and other days say nothing', async () => {
  await built('r1', '2026-03-02T01:00:00.000Z');
  const record = await files.read(
    `ledger/day=${DAY}/job=events/account_id=111122223333/region=eu-west-1/r1.json`,
  );
  put(folder, `ledger/day=${DAY}/job=history/account_id=1/region=r/r9.json`, String(record));
  put(
    folder,
    `ledger/day=2026-03-02/job=submissions/account_id=1/region=r/r9.json`,
    String(record),
  );
  expect(await catalog().listPublished('events')).toMatchObject([{ day: DAY, run: 'r1' }]);
  expect(await catalog().published('events', '2026-03-02')).toBeNull();
});

test('the marker is hidden from readers of the folder', async () => {
  await catalog().publish('submissions', DAY, 'r1');
  const keys: string[] = [];
  for await (const { key } of files.list('')) keys.push(key);
  expect(keys).toEqual([`submissions/delivered_day=${DAY}/_published.json`]);
});
