import { historyLines, settledRows } from '../memory/history-lines';
import { collect, DAY, desk, ledgerOf, listedWorld, WHERE } from './collecting';
import { ended, late, NEXT, nextDay } from './running-queries';

test('a query still running is written as it is, and its id recorded', async () => {
  const ports = desk(
    listedWorld({ primary: [late('a'), late('b', { state: 'QUEUED' }), late('c', ended)] }),
  );
  expect((await collect(ports)).counts).toMatchObject({ queries: 3, running: 2, pending: 2 });
  expect(ledgerOf(ports.files)).toMatchObject({
    outcome: 'done',
    pending: ['a', 'b'],
    counts: { running: 2 },
  });
  expect(settledRows(ports.files.files).get('a')).toMatchObject({
    state: 'RUNNING',
    data_scanned_bytes: null,
  });
});

test('the next run fetches it again, under its own day and the later window’s name', async () => {
  const first = desk(listedWorld({ primary: [late('a')] }));
  await collect(first);
  const second = nextDay(first, { primary: [late('a', ended)] });
  expect((await collect(second, { day: NEXT }, { run: 'run-2' })).counts).toMatchObject({
    queries: 0,
    refetched: 1,
    pending: 0,
  });
  const [key] = historyLines(first.files.files).filter(({ row }) => row.state === 'SUCCEEDED');
  expect(key?.key).toBe(`history/day=${DAY}/${WHERE}/workgroup=primary/${NEXT}.part-9000.json.gz`);
  expect(settledRows(first.files.files).get('a')).toMatchObject({
    state: 'SUCCEEDED',
    data_scanned_bytes: 7,
  });
  expect(ledgerOf(first.files, NEXT, 'run-2')).toMatchObject({
    pending: [],
    counts: { refetched: 1 },
  });
});

test('one that still runs is carried on, over days without any run', async () => {
  const first = desk(listedWorld({ primary: [late('a'), late('b')] }));
  await collect(first);
  const second = nextDay(first, { primary: [late('a'), late('b', ended)] });
  await collect(second, { day: NEXT }, { run: 'run-2' });
  expect(ledgerOf(first.files, NEXT, 'run-2')).toMatchObject({
    pending: ['a'],
    counts: { refetched: 2 },
  });
  const third = nextDay(first, { primary: [late('a', ended), late('b', ended)] }, '2026-03-13');
  await collect(third, {}, { run: 'run-3' });
  expect([...settledRows(first.files.files).values()].map((row) => row.state)).toEqual([
    'SUCCEEDED',
    'SUCCEEDED',
  ]);
  expect(ledgerOf(first.files, '2026-03-12', 'run-3').pending).toEqual([]);
});
