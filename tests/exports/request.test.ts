import { InvalidInput } from '../../src/core/errors';
import { exportOf, parseRequest } from '../../src/exports/request';
import { ACCOUNT, exportScene, REGION, RUN, threeAnHour } from './scene';

const defaults = {
  format: 'csv',
  time_zone: 'UTC',
  run: RUN,
  account_id: ACCOUNT,
  region: REGION,
} as const;

async function job(input: unknown, now = '2026-03-05T02:15:00.000Z') {
  const ports = await exportScene(threeAnHour('2026-03-01', '2026-03-02'), now);
  return await exportOf(parseRequest(input), ports, defaults);
}

test('nothing asks for what is due, with the settings', async () => {
  for (const input of [null, undefined, {}])
    expect(await job(input)).toMatchObject({
      format: 'csv',
      time_zone: 'UTC',
      slices: [{ day: '2026-03-01' }, { day: '2026-03-02' }],
    });
});

test('days are days of the zone, cut at UTC’s midnights', async () => {
  expect(
    await job({ from: '2026-03-01', to: '2026-03-02', time_zone: 'Europe/Berlin', format: 'json' }),
  ).toEqual({
    run: RUN,
    format: 'json',
    time_zone: 'Europe/Berlin',
    slices: [
      { day: '2026-02-28', from: '2026-02-28T23:00:00.000Z', to: '2026-03-01T00:00:00.000Z' },
      { day: '2026-03-01', from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' },
      { day: '2026-03-02', from: '2026-03-02T00:00:00.000Z', to: '2026-03-02T23:00:00.000Z' },
    ],
    begun: null,
    hours_missing: 0,
    failed: [],
  });
});

test('a run may be named; a cursor goes alone, and is the job', async () => {
  const run = '20260302T021500Z-abc';
  const first = await job({ day: '2026-03-01', run });
  expect(first.run).toBe(run);
  expect(await job(JSON.parse(JSON.stringify({ cursor: first })))).toEqual(first);
  expect(() => parseRequest({ cursor: first, day: '2026-03-01' })).toThrow(/^cursor: goes alone/);
});

test('today is the zone’s', async () => {
  const evening = '2026-03-05T18:00:00.000Z';
  const tokyo = { day: '2026-03-06', time_zone: 'Asia/Tokyo' };
  expect((await job(tokyo, evening)).slices).toHaveLength(2);
  await expect(job({ day: '2026-03-06' }, evening)).rejects.toThrow(
    'day: 2026-03-06 is in the future; it is 2026-03-05 in UTC.',
  );
  await expect(job({ ...tokyo, day: '2026-03-07' }, evening)).rejects.toThrow(
    'it is 2026-03-06 in Asia/Tokyo.',
  );
});

test.each([
  [{ day: '2026-02-30' }, /^day: .*is not a day/],
  [{ from: '2026-03-01' }, /^to: is missing/],
  [{ from: '2026-03-02', to: '2026-03-01' }, /^to: 2026-03-01 is before from/],
  [{ from: '2024-01-01', to: '2026-03-01' }, /^to: .*more than 366 days/],
  [{ day: '2026-03-01', to: '2026-03-01' }, /^day: give either/],
  [{ day: '2026-03-01', format: 'xml' }, /^format: must be csv or json/],
  [{ day: '2026-03-01', time_zone: 'Mars' }, /^time_zone: is not in the IANA/],
  [{ day: '2026-03-01', time_zone: '+02:00' }, /^time_zone: is not in the IANA/],
  [{ day: '2026-03-01', run: 'mine' }, /^run: is not an id/],
  [{ days: 3 }, /^days: is not a field/],
  [{ cursor: { run: RUN } }, /^cursor\./],
  ['2026-03-01', /^input: /],
])('%j is refused by the name of its field', async (input, message) => {
  const refused = job(input);
  await expect(refused).rejects.toThrow(InvalidInput);
  await expect(refused).rejects.toThrow(message);
});
