import { readFileSync } from 'node:fs';
import type { CallContext } from '../../src/core/invocation';
import { createHandler, handler } from '../../src/history/handler';
import { collectedIds } from '../memory/history-lines';
import { memoryHistory } from '../memory/memory-history';
import { DAY, desk, evenly, ledgerOf, listedWorld, type Desk } from './collecting';

const event = (name: string): unknown =>
  JSON.parse(readFileSync(`events/history-${name}.json`, 'utf8'));

const context = (remaining_ms = 900_000): CallContext => ({
  awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
  getRemainingTimeInMillis: () => remaining_ms,
});

const days = (workgroup: string, count: number) =>
  evenly(workgroup, count, '2026-02-26T00:00:00Z', '2026-03-02T00:00:00Z');
const settings = { window: 'day', api_share: 1 } as const;

/** The port, with only the first pages of the quota's burst needed: no test waits for tokens. */
const surroundings = (): Desk =>
  desk(listedWorld({ primary: days('primary', 40), etl: days('etl', 80), bi: days('bi', 80) }));

test.each(['yesterday', 'one-day'])('%s collects the day', async (name) => {
  const ports = surroundings();
  const answer = await createHandler(ports, settings)(event(name), context());
  expect(answer).toMatchObject({
    done: true,
    from: DAY,
    to: DAY,
    counts: { queries: 50, workgroups: 3 },
  });
  expect(answer).toHaveProperty('run', expect.stringMatching(/^20260302T060000Z-[0-9a-f]{8}$/));
});

test.each([undefined, null, {}])('%p means the last complete day', async (nothing) => {
  const answer = await createHandler(surroundings(), settings)(nothing, context());
  expect(answer).toMatchObject({ done: true, from: DAY, to: DAY });
});

test('a range collects its days, of the workgroups named', async () => {
  const ports = surroundings();
  const answer = await createHandler(ports, settings)(event('range'), context());
  expect(answer).toMatchObject({
    done: true,
    from: '2026-02-27',
    to: DAY,
    counts: { queries: 90, workgroups: 2 },
  });
});

test('resume goes on with its run, its workgroups and its parts', async () => {
  const etl = evenly('etl', 130, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z');
  const bi = evenly('bi', 30, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z');
  const ports = desk(listedWorld({ etl, bi, done: [] }));
  const answer = await createHandler(ports, settings)(event('resume'), context());
  const run = '20260302T011500Z-1f2e3d4c';
  expect(answer).toMatchObject({
    done: true,
    run,
    counts: { queries: 25 + 130 + 30, pending: 1, workgroups: 3 },
  });
  expect(collectedIds(ports.files.files)).toHaveLength(30 + 30);
  expect(
    [...ports.files.files.keys()].some((key) =>
      key.endsWith(`workgroup=etl/${DAY}.part-0001.json.gz`),
    ),
  ).toBe(true);
  expect(ledgerOf(ports.files, DAY, run)).toMatchObject({
    outcome: 'done',
    started_at: '2026-03-02T01:15:00.000Z',
  });
});

test('a bad range is refused before any call, by the name of the field', async () => {
  const ports = surroundings();
  const history = {
    ...memoryHistory(listedWorld({})),
    whoAmI: () => Promise.reject(new Error('called')),
  };
  const answer = createHandler({ ...ports, history }, settings)(event('bad-range'), context());
  await expect(answer).rejects.toMatchObject({
    name: 'InvalidInput',
    message: 'to: 2026-02-27 is before from (2026-03-01).',
  });
});

test('near its deadline it answers with a cursor that it takes back', async () => {
  const ports = desk(listedWorld({ primary: days('primary', 2_000) }));
  const collecting = createHandler(ports, settings);
  let answer = await collecting({ day: DAY }, context(10_000));
  expect(answer.done).toBe(false);
  for (let n = 0; n < 20 && !answer.done; n += 1)
    answer = await collecting(
      JSON.parse(JSON.stringify({ cursor: answer.cursor })),
      context(10_000),
    );
  expect(answer).toMatchObject({ done: true, counts: { queries: 500 } });
});

test('the deployed entry reads its settings at the first call, and fails by the variable’s name', async () => {
  await expect(handler({}, context())).rejects.toMatchObject({
    name: 'InvalidConfig',
    message: expect.stringContaining('LEDGER_BUCKET') as string,
  });
});
