import { readFileSync } from 'node:fs';
import type { CallContext } from '../../src/core/invocation';
import {
  createBackfillHandler,
  createHandler as createHistoryHandler,
  either,
} from '../../src/history/handler';
import { createHandler } from '../../src/lookup/handler';
import { desk as historyDesk, listedWorld } from '../history/collecting';
import { DAY, desk, evenly, idsIn, ledgerOf, trailKeys, worldOf, type Desk } from './looking-up';

const event = (name: string): unknown =>
  JSON.parse(readFileSync(`events/lookup-${name}.json`, 'utf8'));
const context = (remaining_ms = 900_000): CallContext => ({
  awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
  getRemainingTimeInMillis: () => remaining_ms,
});
const settings = { window: 'day', api_share: 1 } as const;
const surroundings = (calls = 96): Desk =>
  desk(worldOf(evenly(calls, '2026-02-26T00:00:00Z', '2026-03-02T00:00:00Z')));

test.each([
  ['yesterday', DAY, 24],
  ['one-day', DAY, 24],
  ['one-hour', DAY, 1],
  ['range', '2026-02-27', 72],
])('%s collects its time', async (name, from, records) => {
  const answer = await createHandler(surroundings(), settings)(event(name), context());
  expect(answer).toMatchObject({
    done: true,
    source: 'lookup',
    from,
    to: DAY,
    counts: { records },
  });
  expect(answer).toHaveProperty('run', expect.stringMatching(/^20260302T060000Z-[0-9a-f]{8}$/));
});

test('hourly it collects the last complete hour', async () => {
  const ports = desk(worldOf(evenly(6, '2026-03-02T00:00:00Z', '2026-03-02T06:00:00Z')));
  const hourly = createHandler(ports, { ...settings, window: 'hour' });
  expect(await hourly(event('yesterday'), context())).toMatchObject({ counts: { records: 1 } });
  expect(trailKeys(ports.files)).toEqual([
    '2026/03/02/111122223333_CloudTrail_eu-west-1_2026-03-02T05.part-0000.json.gz',
  ]);
});

test('resume goes on with its run; its token has expired, so the listing begins again', async () => {
  const ports = surroundings();
  const answer = await createHandler(ports, settings)(event('resume'), context());
  const run = '20260302T003000Z-1f2e3d4c';
  expect(answer).toMatchObject({ done: true, run, counts: { records: 24, late: 1, restarted: 1 } });
  const started_at = '2026-03-02T00:30:00.000Z';
  expect(ledgerOf(ports.files, DAY, run)).toMatchObject({ outcome: 'done', started_at });
});

test('a time that CloudTrail has forgotten is refused before any call', async () => {
  const ports = surroundings();
  const events = { ...ports.events, whoAmI: () => Promise.reject(new Error('called')) };
  const answer = createHandler({ ...ports, events }, settings)(event('too-old'), context());
  await expect(answer).rejects.toMatchObject({
    name: 'InvalidInput',
    message:
      'from: 2025-11-01 is too old; CloudTrail keeps 90 days, so begin at 2025-12-02 or later.',
  });
});

test('near its deadline it answers with a cursor that it takes back', async () => {
  const ports = surroundings(2000);
  const handle = createHandler(ports, settings);
  let answer = await handle({ source: 'lookup', day: DAY }, context(10_000));
  expect(answer.done).toBe(false);
  for (let n = 0; n < 20 && !answer.done; n += 1)
    answer = await handle(JSON.parse(JSON.stringify({ cursor: answer.cursor })), context(10_000));
  expect(answer).toMatchObject({ done: true, counts: { records: 500 } });
  expect(new Set(trailKeys(ports.files).flatMap((key) => idsIn(ports.files, key))).size).toBe(520);
});

test('the function is both collectors: the input says which', async () => {
  const lookup = createHandler(surroundings(), settings);
  const history = createHistoryHandler(historyDesk(listedWorld({ primary: [] })), settings);
  const backfill = createBackfillHandler(historyDesk(listedWorld({ primary: [] })));
  const handle = either(history, lookup, backfill);
  expect(await handle(event('one-day'), context())).toMatchObject({ source: 'lookup' });
  expect(await handle(event('resume'), context())).toMatchObject({ source: 'lookup' });
  expect(await handle({ day: DAY }, context())).toMatchObject({ counts: { workgroups: 1 } });
  const plan = JSON.parse(readFileSync('events/history-backfill-plan.json', 'utf8')) as unknown;
  expect(await handle(plan, context())).toMatchObject({
    history: [{ from: '2026-02-27', to: DAY }],
    lookups: [{ day: '2026-02-27' }, { day: '2026-02-28' }, { day: DAY }],
  });
  await expect(handle({ source: 'trail' }, context())).rejects.toMatchObject({
    name: 'InvalidInput',
    message: expect.stringContaining('source: ') as string,
  });
});
