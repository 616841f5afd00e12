/** What every Catalog does; run by catalog.test.ts against each of them. */
import type { Catalog, PublishedTable, StagedPartition } from '../../src/core/ports';

export interface CatalogUnderTest {
  catalog: Catalog;
  /** Makes a run as an INSERT INTO the staging table does: its partition, and its files if there are any. */
  stage: (table: PublishedTable, day: string, run: string) => void | Promise<void>;
  /** The catalog's idea of now. */
  now: () => Date;
}

const DAY = '2026-03-01';
const NEXT_DAY = '2026-03-02';
const TOLERANCE_MS = 5_000;

const inOrder = (partitions: readonly StagedPartition[]): string[] =>
  partitions.map(({ day, run }) => `${day} ${run}`).sort();

function publishing(given: () => CatalogUnderTest): void {
  it('knows nothing of a day that was never published', async () => {
    expect(await given().catalog.published('events', DAY)).toBeNull();
    expect(await given().catalog.listPublished('events')).toEqual([]);
  });

  it('publishes a run, and says since when', async () => {
    const { catalog, stage, now } = given();
    await stage('events', DAY, 'run-1');
    await catalog.publish('events', DAY, 'run-1');
    const published = await catalog.published('events', DAY);
    expect(published).toMatchObject({ day: DAY, run: 'run-1' });
    const age_ms = now().getTime() - published!.published_at.getTime();
    expect(Math.abs(age_ms)).toBeLessThan(TOLERANCE_MS);
  });

  it('moves a published day to another run', async () => {
    const { catalog, stage } = given();
    for (const run of ['run-1', 'run-2']) {
      await stage('events', DAY, run);
      await catalog.publish('events', DAY, run);
    }
    expect(await catalog.published('events', DAY)).toMatchObject({ run: 'run-2' });
    expect(inOrder(await catalog.listPublished('events'))).toEqual([`${DAY} run-2`]);
  });

  it('publishes the same run twice as if once', async () => {
    const { catalog, stage } = given();
    await stage('events', DAY, 'run-1');
    await catalog.publish('events', DAY, 'run-1');
    await catalog.publish('events', DAY, 'run-1');
    expect(inOrder(await catalog.listPublished('events'))).toEqual([`${DAY} run-1`]);
  });

  it('keeps days and tables apart', async () => {
    const { catalog, stage } = given();
    await stage('events', DAY, 'run-1');
    await stage('events', NEXT_DAY, 'run-2');
    await stage('submissions', DAY, 'run-3');
    await catalog.publish('events', DAY, 'run-1');
    await catalog.publish('events', NEXT_DAY, 'run-2');
    await catalog.publish('submissions', DAY, 'run-3');
    expect(inOrder(await catalog.listPublished('events'))).toEqual([
      `${DAY} run-1`,
      `${NEXT_DAY} run-2`,
    ]);
    expect(inOrder(await catalog.listPublished('submissions'))).toEqual([`${DAY} run-3`]);
    expect(await catalog.published('submissions', NEXT_DAY)).toBeNull();
  });

  it('keeps months as it keeps days', async () => {
    const { catalog, stage } = given();
    for (const month of ['2026-02', '2026-03']) await stage('cloudtrail_events', month, 'run-1');
    await catalog.publish('cloudtrail_events', '2026-03', 'run-1');
    expect(await catalog.published('cloudtrail_events', '2026-02')).toBeNull();
    await catalog.publish('cloudtrail_events', '2026-02', 'run-1');
    await stage('cloudtrail_events', '2026-02', 'run-2');
    await catalog.publish('cloudtrail_events', '2026-02', 'run-2');
    expect(await catalog.published('cloudtrail_events', '2026-02')).toMatchObject({
      day: '2026-02',
      run: 'run-2',
    });
    expect(inOrder(await catalog.listPublished('cloudtrail_events'))).toEqual([
      '2026-02 run-2',
      '2026-03 run-1',
    ]);
  });
}

function staging(given: () => CatalogUnderTest): void {
  it('lists staged runs, published or not', async () => {
    const { catalog, stage } = given();
    expect(await catalog.listStaged('events')).toEqual([]);
    await stage('events', DAY, 'run-1');
    await stage('events', DAY, 'run-2');
    await stage('submissions', DAY, 'run-3');
    await catalog.publish('events', DAY, 'run-2');
    expect(inOrder(await catalog.listStaged('events'))).toEqual([`${DAY} run-1`, `${DAY} run-2`]);
    expect(inOrder(await catalog.listStaged('submissions'))).toEqual([`${DAY} run-3`]);
  });

  it('forgets the runs it is told, and those alone', async () => {
    const { catalog, stage } = given();
    for (const run of ['run-1', 'run-2', 'run-3']) await stage('events', DAY, run);
    await stage('submissions', DAY, 'run-1');
    await catalog.publish('events', DAY, 'run-2');
    await catalog.dropStaged('events', [
      { day: DAY, run: 'run-1' },
      { day: DAY, run: 'run-2' },
    ]);
    expect(inOrder(await catalog.listStaged('events'))).toEqual([`${DAY} run-3`]);
    expect(inOrder(await catalog.listStaged('submissions'))).toEqual([`${DAY} run-1`]);
    expect(await catalog.published('events', DAY)).toMatchObject({ run: 'run-2' });
  });

  it('lists and forgets the runs of months', async () => {
    const { catalog, stage } = given();
    for (const run of ['run-1', 'run-2']) await stage('cloudtrail_events', '2026-03', run);
    await catalog.dropStaged('cloudtrail_events', [{ day: '2026-03', run: 'run-1' }]);
    expect(inOrder(await catalog.listStaged('cloudtrail_events'))).toEqual(['2026-03 run-2']);
  });

  it('does not mind forgetting a run that is gone', async () => {
    const { catalog, stage } = given();
    await stage('events', DAY, 'run-1');
    await catalog.dropStaged('events', [
      { day: NEXT_DAY, run: 'never' },
      { day: DAY, run: 'run-1' },
    ]);
    await catalog.dropStaged('events', [{ day: DAY, run: 'run-1' }]);
    await catalog.dropStaged('events', []);
    expect(await catalog.listStaged('events')).toEqual([]);
  });

  it('lists and forgets more runs than one call of an API takes', async () => {
    const { catalog, stage } = given();
    const runs = Array.from({ length: 120 }, (_, n) => ({ day: DAY, run: `run-${n}` }));
    for (const { day, run } of runs) await stage('events', day, run);
    expect(inOrder(await catalog.listStaged('events'))).toEqual(inOrder(runs));
    await catalog.dropStaged('events', runs.slice(1));
    expect(inOrder(await catalog.listStaged('events'))).toEqual([`${DAY} run-0`]);
  });
}

/** @param make a new, empty catalog for each test */
export function describeCatalogContract(
  name: string,
  make: () => CatalogUnderTest | Promise<CatalogUnderTest>,
): void {
  describe(`Catalog: ${name}`, () => {
    let subject: CatalogUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    publishing(() => subject);
    staging(() => subject);
  });
}
