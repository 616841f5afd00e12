import { dayRange } from '../../src/core/days';
import type { PublishedTable } from '../../src/core/ports';
import { planDays, planScheduled } from '../../src/events/plan';
import { memoryCatalog } from '../memory/memory-catalog';

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
