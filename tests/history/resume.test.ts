import { collectHistory } from '../../src/history/collect-history';
import { parseRequest } from '../../src/history/request';
import { historyLines, settledRows } from '../memory/history-lines';
import { memoryFiles } from '../memory/memory-files';
import { generatedWorld, type World } from '../memory/world';
import {
  collect,
  DAY,
  desk,
  evenly,
  execution,
  ledgerOf,
  listedWorld,
  optionsOf,
  type Desk,
} from './collecting';
import { afterCalls } from './slices';

/** Calls again with the cursor until it is done, each call with so many calls of the API. */
async function collectInSlices(
  ports: Desk,
  input: unknown,
  n: number,
): Promise<{ calls: number; counts: object }> {
  let next = input;
  for (let calls = 1; calls < 500; calls += 1) {
    const { history, deadline } = afterCalls(ports.history, n);
    const request = parseRequest(JSON.parse(JSON.stringify(next)));
    const answer = await collectHistory({ ...ports, history }, request, optionsOf({ deadline }));
    if (answer.done) return { calls, counts: answer.counts };
    expect(ledgerOf(ports.files, answer.cursor.window.to)).toMatchObject({ outcome: 'unfinished' });
    next = { cursor: answer.cursor };
  }
  throw new Error('never done');
}

/** Rows without the moment they were collected, by id. */
const rowsOf = (ports: Desk): unknown[] =>
  [...settledRows(ports.files.files).values()]
    .map((row) => ({ ...row, collected_at: '' }))
    .sort((a, b) => a.query_execution_id.localeCompare(b.query_execution_id));

const RANGE = { from: '2026-02-27', to: DAY };
const running = execution({
  query_execution_id: 'late',
  submitted_at: '2026-02-20T01:00:00.000Z',
  state: 'RUNNING',
});

/** Several workgroups over several days, one query that an earlier run left running. */
function givenWorld(state = 'SUCCEEDED'): World {
  const etl = evenly('etl', 430, '2026-02-20T00:00:00Z', '2026-03-02T05:00:00Z');
  return listedWorld({
    etl,
    bi: evenly('bi', 230, '2026-02-26T00:00:00Z', '2026-03-02T00:00:00Z'),
    old: [{ ...running, workgroup: 'old', state }],
    empty: [],
    ...Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [
        `w${n}`,
        evenly(`w${n}`, 20, '2026-02-27T00:00:00Z', '2026-03-02T00:00:00Z'),
      ]),
    ),
  });
}

async function lakeWithPending(): Promise<Desk['files']> {
  const first = desk(givenWorld('RUNNING'));
  await collect(first, { day: '2026-02-20' }, { run: 'run-0' });
  return memoryFiles(new Map(first.files.files));
}

test.each([1, 2, 3, 4, 5, 7, 10, 16, 25])(
  'stopped at every %s-th call and called again, the result is that of a run in one go',
  async (n) => {
    const whole = desk(givenWorld(), { files: await lakeWithPending() });
    const { counts } = await collect(whole, RANGE);
    const sliced = desk(givenWorld(), { files: await lakeWithPending() });
    const slices = await collectInSlices(sliced, RANGE, n);
    expect(slices.calls).toBeGreaterThan(1);
    expect(rowsOf(sliced)).toEqual(rowsOf(whole));
    expect(historyLines(sliced.files.files)).toHaveLength(historyLines(whole.files.files).length);
    const { queries, refetched, pending } = counts;
    expect(slices.counts).toMatchObject({ queries, refetched, pending, workgroups: 13 });
    for (const day of ['2026-02-27', '2026-02-28', DAY])
      expect(ledgerOf(sliced.files, day)).toMatchObject({
        outcome: 'done',
        counts: { queries: ledgerOf(whole.files, day).counts['queries'] },
      });
  },
);

test('a call that has no time at all still gets something done', async () => {
  const ports = desk(generatedWorld(2, 300, DAY));
  const { counts } = await collectInSlices(ports, { day: DAY }, 0);
  expect(counts).toMatchObject({ queries: 300 });
});
