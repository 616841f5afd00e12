/** Months by the deployed function's handler, with the inputs of events/. */
import { readFileSync } from 'node:fs';
import type { InvocationContext } from '../../src/core/invocation';
import { createFunction } from '../../src/events/handler';
import { LIST_PRICES } from '../../src/events/prices';
import { scratch } from '../local/scratch';
import { ACCOUNT, deliver, record, scene, type Scene } from './scene';

const event = (name: string): unknown =>
  JSON.parse(readFileSync(`events/events-${name}.json`, 'utf8'));

const context: InvocationContext = {
  awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
  invokedFunctionArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:ledger-EventsFunction-1A2B`,
  getRemainingTimeInMillis: () => 900_000,
};
const settings = {
  region: 'eu-west-1',
  trail_location: 's3://org-trail/AWSLogs/o-abc123/',
  lookback_days: 2,
  bucket: 'org-ledger',
  prices: LIST_PRICES,
};

async function surroundings(): Promise<Scene> {
  const folder = scratch();
  deliver(folder, '2026-01-31', [record('january', '2026-01-31T12:00:00Z')]);
  deliver(folder, '2026-02-01', [record('february', '2026-02-01T12:00:00Z')]);
  deliver(folder, '2026-03-01', [record('late', '2026-02-28T23:59:00Z')]);
  return scene(folder, '2026-03-02T03:30:10.000Z');
}

const call = (given: Scene, input: unknown, over: Partial<InvocationContext> = {}) =>
  createFunction(given.ports, settings)(input, { ...context, ...over });

const months = async (given: Scene): Promise<unknown[]> =>
  (
    await given.rows(
      "SELECT year || '-' || month || ': ' || CAST(count(*) AS varchar) AS what FROM cloudtrail_events GROUP BY year, month ORDER BY 1",
    )
  ).map(({ what }) => what);

test.each(['month', 'month-before'])('%s compacts February', async (name) => {
  const given = await surroundings();
  expect(await call(given, event(name))).toMatchObject({
    done: true,
    run: '20260302T033010Z-41268b55',
    built: [{ table: 'cloudtrail_events', day: '2026-02', counts: { rows: 2 } }],
  });
  expect(await months(given)).toEqual(['2026-02: 2']);
  expect(await given.rows('SELECT account_id, region, sources FROM ledger')).toEqual([
    { account_id: ACCOUNT, region: 'eu-west-1', sources: [`${ACCOUNT}/eu-west-1`] },
  ]);
});

test('numbers do as well, a month needs no 0 before it, and days still go to the other job', async () => {
  const given = await surroundings();
  expect(await call(given, { month: 2, year: 2026 })).toMatchObject({
    built: [{ day: '2026-02' }],
  });
  expect(await call(given, { day: '2026-02-01' }, { awsRequestId: 'x' })).toMatchObject({
    built: expect.arrayContaining([
      expect.objectContaining({ table: 'events', day: '2026-02-01' }),
    ]) as unknown[],
  });
});

test.each([
  [event('month-in-the-future'), 'month: 2026-04 is in the future; it is 2026-03-02 in UTC.'],
  [{ month: '13', year: '2026' }, 'month: is not a month; write it as "01" to "12"'],
  [{ month: '02' }, 'month: give month and year, or month_before alone'],
  [{ month: '02', year: '26' }, 'year: is not a year'],
  [{ month_before: 'yesterday' }, 'month_before: '],
  [{ month: '02', year: '2026', month_before: '2026-03-02T00:00:00Z' }, 'month: give month and'],
  [{ month: '02', year: '2026', late_days: 32 }, 'late_days: must be 0 to 31'],
  [{ month: '02', year: '2026', day: '2026-02-01' }, 'day: is not a field of this input'],
  [{ month: '02', year: '2026', run: 'mine' }, 'run: is not an id like'],
  [{ cursor: 'mine' }, 'cursor: must be object'],
])('%j is refused', async (input, message) => {
  const given = await surroundings();
  await expect(call(given, input)).rejects.toMatchObject({
    name: 'InvalidInput',
    message: expect.stringContaining(message) as string,
  });
  expect(await months(given)).toEqual([]);
});

/** So little time that a call writes one delivered day. */
const hurried = { getRemainingTimeInMillis: () => 59_000 };

test('near its deadline it answers with a cursor, and goes on after the days that it has written', async () => {
  const given = await surroundings();
  const first = await call(given, event('month'), hurried);
  expect(first).toMatchObject({
    done: false,
    cursor: { month: '2026-02', run: '20260302T033010Z-41268b55', late_days: 31, force: false },
  });
  expect(await months(given)).toEqual([]);
  let answer = first;
  let calls = 1;
  for (; calls < 50 && 'cursor' in answer; calls++)
    answer = await call(given, JSON.parse(JSON.stringify({ cursor: answer.cursor })), hurried);
  expect(answer).toMatchObject({ done: true, built: [{ counts: { rows: 2 } }] });
  // January 31 to March 1: a day that has files ends the call.
  expect(calls).toBe(3);
});

test('a cursor is taken back as it stands in events/', async () => {
  const given = await surroundings();
  expect(await call(given, event('month-resume'))).toMatchObject({
    done: true,
    run: '20260302T033000Z-1f2e3d4c',
  });
});

describe('messages of a queue:', () => {
  const kept = (...numbers: number[]) => ({
    batchItemFailures: numbers.map((n) => ({
      itemIdentifier: `${String(n).padStart(8, '0')}-1111-4222-8333-944445555666`,
    })),
  });

  test('those that are not ours are kept, the others are done', async () => {
    const given = await surroundings();
    expect(await call(given, event('month-messages'))).toEqual(kept(2, 3));
    expect(await months(given)).toEqual(['2026-01: 1', '2026-02: 2']);
    const failed = given.ports.log.lines.filter(({ code }) => code.endsWith('message_failed'));
    expect(failed.map(({ fields }) => fields['reason'])).toEqual([
      expect.stringContaining('order: is not a field of this input'),
      expect.stringContaining('body: is not JSON'),
    ]);
  });

  test('one that is not done is kept, and the next delivery goes on with its run', async () => {
    const given = await surroundings();
    const [first] = (event('month-messages') as { Records: object[] }).Records;
    const batch = { Records: [first] };
    expect(await call(given, batch, hurried)).toEqual(kept(1));
    expect(await call(given, batch, hurried)).toEqual(kept(1));
    expect(await call(given, batch, hurried)).toEqual(kept());
    expect(await months(given)).toEqual(['2026-02: 2']);
    const runs = await given.rows('SELECT run, outcome FROM ledger');
    expect(runs).toEqual([
      { run: expect.stringMatching(/^20260302T0330/) as string, outcome: 'done' },
    ]);
  });

  test('the same message again, after it was done, changes nothing', async () => {
    const given = await surroundings();
    const [first] = (event('month-messages') as { Records: object[] }).Records;
    await call(given, { Records: [first] });
    const before = await given.rows('SELECT * FROM cloudtrail_events ORDER BY event_id');
    expect(await call(given, { Records: [first] })).toEqual(kept());
    expect(await given.rows('SELECT * FROM cloudtrail_events ORDER BY event_id')).toEqual(before);
  });
});
