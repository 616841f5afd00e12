import { collectedIds, settledRows } from '../memory/history-lines';
import { memoryHistory, namedError } from '../memory/memory-history';
import { steppingClock } from '../stand-ins/stepping-clock';
import { collect, DAY, desk, ledgerOf, listedWorld, WHERE } from './collecting';
import { ended, late, morning, NEXT, nextDay } from './running-queries';

test('a second run of the same window does not take away what the first fetched', async () => {
  const first = desk(listedWorld({ primary: [late('a'), late('b')] }));
  await collect(first);
  await collect(
    nextDay(first, { primary: [late('a', ended), late('b')] }),
    { day: NEXT },
    { run: 'run-2' },
  );
  await collect(
    nextDay(first, { primary: [late('a', ended), late('b', ended)] }),
    { day: NEXT },
    { run: 'run-3' },
  );
  const states = [...settledRows(first.files.files).values()].map((row) => row.state);
  expect(states).toEqual(['SUCCEEDED', 'SUCCEEDED']);
});

test('the hour after fetches what the hour before left running, the same day', async () => {
  const running = late('a', { submitted_at: `${DAY}T04:30:00.000Z` });
  const four = desk(listedWorld({ primary: [running] }), {
    clock: steppingClock(`${DAY}T05:10:00.000Z`),
  });
  await collect(four, {}, { window: 'hour' });
  const five = desk(listedWorld({ primary: [{ ...running, ...ended }] }), {
    files: four.files,
    clock: steppingClock(`${DAY}T06:10:00.000Z`),
  });
  await collect(five, {}, { window: 'hour', run: 'run-2' });
  expect([...four.files.files.keys()].filter((key) => key.startsWith('history/'))).toEqual([
    `history/day=${DAY}/${WHERE}/workgroup=primary/${DAY}T04.part-0000.json.gz`,
    `history/day=${DAY}/${WHERE}/workgroup=primary/${DAY}T05.part-9000.json.gz`,
  ]);
  expect(settledRows(four.files.files).get('a')?.state).toBe('SUCCEEDED');
});

test('a run of the same day again overwrites none of the listing’s files', async () => {
  const first = desk(listedWorld({ primary: [late('a'), late('c', ended)], other: [] }));
  await collect(first);
  const again = desk(listedWorld({ primary: [late('a', ended), late('c', ended)], other: [] }), {
    files: first.files,
  });
  await collect(again, { day: DAY, workgroups: ['other'] }, { run: 'run-2' });
  expect(collectedIds(first.files.files)).toEqual(['a', 'c']);
  expect(settledRows(first.files.files).get('a')?.state).toBe('SUCCEEDED');
});

test.each([false, true])(
  'ids that are gone are noted and not asked for for ever (whole batch refused: %s)',
  async (refused) => {
    const first = desk(
      listedWorld({ primary: [late('a'), late('b')], gone: [late('x', { workgroup: 'gone' })] }),
    );
    await collect(first);
    const second = nextDay(first, { primary: [late('a', ended), late('b')] });
    const history = memoryHistory(listedWorld({ primary: [late('a', ended), late('b')] }));
    if (refused)
      second.history = {
        ...history,
        getQueryExecutions: (ids) =>
          ids.includes('x')
            ? Promise.reject(namedError('InvalidRequestException', 'x'))
            : history.getQueryExecutions(ids),
      };
    const answer = await collect(second, { day: NEXT }, { run: 'run-2' });
    expect(answer.counts).toMatchObject({ gone: 1, refetched: 2, unprocessed: 0 });
    expect(answer.notes).toEqual([expect.stringContaining('query x')]);
    expect(ledgerOf(first.files, NEXT, 'run-2')).toMatchObject({
      outcome: 'done',
      pending: ['b'],
      message: answer.notes[0],
    });
  },
);

test('a run that fails hands on what it had to fetch', async () => {
  const first = desk(listedWorld({ primary: [late('a')] }));
  await collect(first);
  const second = nextDay(first, { primary: [late('a', ended)] });
  second.history = {
    ...second.history,
    getQueryExecutions: () => Promise.reject(namedError('InternalServerException', 'no')),
  };
  await expect(collect(second, { day: NEXT }, { run: 'run-2' })).rejects.toMatchObject({
    name: 'AwsCallFailed',
  });
  expect(ledgerOf(first.files, NEXT, 'run-2')).toMatchObject({ outcome: 'failed', pending: ['a'] });
});

test('a range keeps the ids still running in the record of its last day', async () => {
  const ports = desk(listedWorld({ primary: [late('a')] }), morning('2026-03-02'));
  await collect(ports, { from: '2026-02-27', to: DAY });
  expect(ledgerOf(ports.files, '2026-02-28').pending).toEqual([]);
  expect(ledgerOf(ports.files, DAY).pending).toEqual(['a']);
});
