import { dayRange } from '../../src/core/days';
import type { PublishedTable } from '../../src/core/ports';
import { planDays, planHour, planScheduled } from '../../src/events/plan';
import { memoryCatalog } from '../memory/memory-catalog';
import { memoryFiles } from '../memory/memory-files';

const NOW = new Date('2026-03-10T02:15:00.000Z');
const OPTIONS = { now: NOW, lookback_days: 2, refresh: false, has_trail: true };

/** A catalog with days published at 02:15 of the day after, but for those that say otherwise. */
async function catalogOf(
  days: Partial<Record<PublishedTable, readonly string[]>>,
  times: Record<string, string> = {},
) {
  let now = NOW;
  const catalog = memoryCatalog({ now: () => now, sleep: () => Promise.resolve() });
  for (const table of ['submissions', 'events'] as const)
    for (const day of days[table] ?? []) {
      now = new Date(times[day] ?? Date.parse(`${day}T02:15:00Z`) + 86_400_000);
      await catalog.publish(table, day, 'run');
    }
  return catalog;
}

const none = { submissions: [], events: [] };
const all = (from: string, to: string) => ({
  submissions: dayRange(from, to),
  events: dayRange(from, to),
});

test('the first deployment builds the lookback, after the day before it was read', async () => {
  expect(await planScheduled(await catalogOf(none), OPTIONS)).toEqual({
    submission_days: dayRange('2026-03-06', '2026-03-09'),
    event_days: dayRange('2026-03-07', '2026-03-09'),
    with_late_days: true,
  });
});

test('a usual night reads one delivered day, and builds the lookback again', async () => {
  const catalog = await catalogOf(all('2026-01-01', '2026-03-08'));
  expect(await planScheduled(catalog, OPTIONS)).toMatchObject({
    submission_days: ['2026-03-09'],
    event_days: dayRange('2026-03-07', '2026-03-09'),
  });
});

test('lookback 0 builds yesterday alone', async () => {
  const catalog = await catalogOf(all('2026-01-01', '2026-03-08'));
  const plan = await planScheduled(catalog, { ...OPTIONS, lookback_days: 0 });
  expect(plan.event_days).toEqual(['2026-03-09']);
});

test('nights that failed are caught up with, at most a month of them, none before the first day', async () => {
  const gap = await catalogOf({
    submissions: dayRange('2026-02-20', '2026-02-24'),
    events: ['2026-02-20', '2026-02-22'],
  });
  expect(await planScheduled(gap, OPTIONS)).toMatchObject({
    submission_days: dayRange('2026-02-25', '2026-03-09'),
    event_days: ['2026-02-21', ...dayRange('2026-02-23', '2026-03-09')],
  });
  const old = await catalogOf({ submissions: ['2026-01-01'], events: ['2026-01-01'] });
  expect(await planScheduled(old, OPTIONS)).toMatchObject({
    submission_days: dayRange('2026-02-06', '2026-03-09'),
    event_days: dayRange('2026-02-06', '2026-03-09'),
  });
});

test('a delivered day read before it was over for an hour is read again', async () => {
  const days = all('2026-03-01', '2026-03-09');
  const early = await catalogOf(days, { '2026-03-05': '2026-03-06T00:59:59.999Z' });
  expect((await planScheduled(early, OPTIONS)).submission_days).toEqual(['2026-03-05']);
  const late = await catalogOf(days, { '2026-03-05': '2026-03-06T01:00:00.000Z' });
  expect((await planScheduled(late, OPTIONS)).submission_days).toEqual([]);
});

test('refresh reads complete days again: those of the schedule, or all of the days named', async () => {
  const catalog = await catalogOf(all('2026-03-01', '2026-03-09'));
  const refresh = { ...OPTIONS, refresh: true };
  const scheduled = await planScheduled(catalog, refresh);
  expect(scheduled.submission_days).toEqual(dayRange('2026-03-02', '2026-03-09'));
  const named = await planDays(catalog, '2026-03-05', '2026-03-05', refresh);
  expect(named.submission_days).toEqual(dayRange('2026-03-04', '2026-03-09'));
});

test('named days read what may hold their calls: from the day before to a month after, or yesterday', async () => {
  const catalog = await catalogOf(none);
  expect(await planDays(catalog, '2026-01-10', '2026-01-12', OPTIONS)).toEqual({
    submission_days: dayRange('2026-01-09', '2026-02-12'),
    event_days: dayRange('2026-01-10', '2026-01-12'),
    with_late_days: false,
  });
  const recent = await planDays(catalog, '2026-03-08', '2026-03-09', OPTIONS);
  expect(recent.submission_days).toEqual(dayRange('2026-03-07', '2026-03-09'));
});

test('today is read only if it is named', async () => {
  const catalog = await catalogOf(none);
  const plan = await planDays(catalog, '2026-03-10', '2026-03-10', OPTIONS);
  expect(plan).toMatchObject({
    submission_days: ['2026-03-09', '2026-03-10'],
    event_days: ['2026-03-10'],
  });
});

test('without a trail there are delivered days neither to read nor to publish', async () => {
  const without = { ...OPTIONS, has_trail: false };
  const catalog = await catalogOf(none);
  expect((await planScheduled(catalog, without)).submission_days).toEqual([]);
  expect((await planDays(catalog, '2026-03-08', '2026-03-09', without)).submission_days).toEqual(
    [],
  );
});

describe('a trail that LookupEvents fills', () => {
  const WHERE = 'account_id=111122223333/region=eu-west-1';
  const lakeWith = (...records: string[]) =>
    memoryFiles(new Map(records.map((key) => [`ledger/${key}.json`, Buffer.from('{}')])));
  const looked = (day: string, run: string) => `day=${day}/job=lookup/${WHERE}/${run}`;

  test('a delivered day is read again while the run that writes to it may have gone on', async () => {
    const catalog = await catalogOf(all('2026-01-01', '2026-03-08'));
    const own_trail = lakeWith(
      looked('2026-03-06', '20260307T003000Z-a'),
      looked('2026-03-08', '20260309T003000Z-a'),
    );
    const plan = await planScheduled(catalog, { ...OPTIONS, own_trail });
    expect(plan.submission_days).toEqual(['2026-03-06', '2026-03-08', '2026-03-09']);
    const later = await catalogOf(all('2026-01-01', '2026-03-08'), {
      '2026-03-06': '2026-03-08T02:15:00.000Z',
    });
    const next = await planScheduled(later, { ...OPTIONS, own_trail });
    expect(next.submission_days).toEqual(['2026-03-08', '2026-03-09']);
  });

  test('a past day that is collected again is read again, if it is asked for', async () => {
    const catalog = await catalogOf(all('2025-12-01', '2026-03-09'));
    const own_trail = lakeWith(looked('2025-12-24', '20260310T010000Z-a'));
    const plan = await planDays(catalog, '2025-12-24', '2025-12-24', { ...OPTIONS, own_trail });
    expect(plan.submission_days).toEqual(['2025-12-24']);
    expect((await planDays(catalog, '2025-12-24', '2025-12-24', OPTIONS)).submission_days).toEqual(
      [],
    );
  });

  test('a run that bears no time is taken for a new one; other jobs do not matter', async () => {
    const catalog = await catalogOf(all('2026-01-01', '2026-03-09'));
    const own_trail = lakeWith(
      looked('2026-03-07', 'by-hand'),
      `day=2026-03-08/job=history/${WHERE}/20260310T003000Z-a`,
    );
    const plan = await planScheduled(catalog, { ...OPTIONS, own_trail });
    expect(plan.submission_days).toEqual(['2026-03-07']);
  });
});

test.each([
  ['2026-03-10T10:40:00.000Z', '2026-03-10'],
  ['2026-03-10T00:40:00.000Z', '2026-03-09'],
  ['2026-03-10T01:40:00.000Z', '2026-03-10'],
])('at %s the hourly job builds %s, and reads only what is new', (now, day) => {
  const options = { ...OPTIONS, now: new Date(now) };
  const plan = { event_days: [day], with_late_days: false, only_new: true };
  expect(planHour(options)).toEqual({ submission_days: [day], ...plan });
  expect(planHour({ ...options, has_trail: false })).toEqual({ submission_days: [], ...plan });
});
