import { collectedIds } from '../memory/history-lines';
import { memoryHistory } from '../memory/memory-history';
import { generatedWorld } from '../memory/world';
import { collect, DAY, desk, ledgerOf, listedWorld, WHERE } from './collecting';

const historyKeys = (files: ReadonlyMap<string, Buffer>): string[] =>
  [...files.keys()].filter((key) => key.startsWith('history/')).sort();

test('collects every query of a day into one file per workgroup', async () => {
  const ports = desk(generatedWorld(3, 1000, DAY));
  const answer = await collect(ports);
  expect(answer).toMatchObject({
    done: true,
    run: 'run-1',
    from: DAY,
    to: DAY,
    account_id: '111122223333',
  });
  expect(answer.counts).toMatchObject({
    queries: 1000,
    workgroups: 3,
    parts: 3,
    list_calls: 21,
    batch_calls: 21,
  });
  expect(collectedIds(ports.files.files)).toHaveLength(1000);
  expect(historyKeys(ports.files.files)).toEqual(
    [0, 1, 2].map(
      (n) => `history/day=${DAY}/${WHERE}/workgroup=team-${n}/${DAY}.part-0000.json.gz`,
    ),
  );
});

test('the record in the ledger says what was done', async () => {
  const ports = desk(generatedWorld(2, 120, DAY));
  await collect(ports);
  expect(ledgerOf(ports.files)).toEqual({
    job: 'history',
    run: 'run-1',
    account_id: '111122223333',
    region: 'eu-west-1',
    started_at: '2026-03-02T06:00:00.000Z',
    finished_at: '2026-03-02T06:00:00.000Z',
    outcome: 'done',
    counts: {
      queries: 120,
      running: 0,
      parts: 2,
      workgroups: 2,
      list_calls: 4,
      batch_calls: 4,
      throttled: 0,
      unprocessed: 0,
      undated: 0,
      workgroups_lost: 0,
      refetched: 0,
      gone: 0,
    },
    pending: [],
    sources: [],
    message: null,
  });
});

test('a day with nothing in it is done, with a record and no file', async () => {
  const ports = desk(listedWorld({ primary: [], spark: [] }));
  await collect(ports);
  expect(historyKeys(ports.files.files)).toEqual([]);
  expect(ledgerOf(ports.files)).toMatchObject({
    outcome: 'done',
    counts: { queries: 0, workgroups: 2 },
  });
});

test('collects more workgroups than fit a page, or only those asked for', async () => {
  const world = generatedWorld(120, 1200, DAY);
  const ports = desk(world);
  expect((await collect(ports)).counts).toMatchObject({ queries: 1200, workgroups: 120 });
  const few = desk(world);
  await collect(few, { day: DAY, workgroups: ['team-7', 'team-9', 'team-7'] });
  expect(collectedIds(few.files.files)).toHaveLength(20);
  expect(ledgerOf(few.files).counts).toMatchObject({ workgroups: 2 });
});

test('a page without ids that names a next one is not the end', async () => {
  const world = generatedWorld(1, 60, DAY);
  const history = memoryHistory(world);
  const ports = desk(world, {
    history: {
      ...history,
      listQueryExecutions: (workgroup, token) =>
        token === undefined
          ? Promise.resolve({ items: [], next_token: `${workgroup}/0` })
          : history.listQueryExecutions(workgroup, token),
    },
  });
  expect((await collect(ports)).counts).toMatchObject({ queries: 60, batch_calls: 2 });
});

test('running it again gives the same files', async () => {
  const ports = desk(generatedWorld(3, 500, DAY));
  await collect(ports);
  const before = new Map(ports.files.files);
  await collect(ports);
  expect(ports.files.files).toEqual(before);
});
