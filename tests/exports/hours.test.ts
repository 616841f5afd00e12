/** Hours of time zones: against the calendar of a few known days, and by what holds of all. */
import fc from 'fast-check';
import { addDays } from '../../src/core/days';
import { InvalidInput } from '../../src/core/errors';
import { reportKey } from '../../src/core/lake';
import { beginningOfHour, hoursBeginning, hoursOfDay, type Hour } from '../../src/exports/hours';
import { isTimeZone, timeZone } from '../../src/exports/time-zone';

const shown = ({ hour, repeated, from, to }: Hour): string => {
  const minutes = (to - from) / 60_000;
  return `${hour}${repeated ? 'b' : ''}${minutes === 60 ? '' : `:${minutes}`}`;
};
const allOf = (first: number): string[] =>
  Array.from({ length: 24 - first }, (_, n) => String(first + n).padStart(2, '0'));

const DAYS: [zone: string, day: string, what: string, hours: string[]][] = [
  ['UTC', '2026-03-01', 'has 24', allOf(0)],
  ['Europe/Berlin', '2026-03-29', 'has 23', ['00', '01', ...allOf(3)]],
  ['Europe/Berlin', '2026-10-25', 'has 25', ['00', '01', '02', '02b', ...allOf(3)]],
  ['America/New_York', '2026-11-01', 'has 25', ['00', '01', '01b', ...allOf(2)]],
  ['America/Havana', '2026-11-01', 'begins twice', ['00', '00b', ...allOf(1)]],
  ['Africa/Cairo', '2026-10-29', 'ends twice', [...allOf(0), '23b']],
  ['America/Sao_Paulo', '2018-11-04', 'begins at one', allOf(1)],
  ['Australia/Lord_Howe', '2026-04-05', 'goes back by half', ['00', '01', '01b:30', ...allOf(2)]],
  ['Australia/Lord_Howe', '2026-10-04', 'skips a half', ['00', '01', '02:30', ...allOf(3)]],
  ['Antarctica/Troll', '2026-10-25', 'has 26', ['00', '01', '02', '01b', '02b', ...allOf(3)]],
  ['Pacific/Apia', '2011-12-30', 'never was', []],
];

test.each(DAYS)('in %s, %s %s', (zone, day, _what, hours) => {
  expect(hoursOfDay(timeZone(zone), day).map(shown)).toEqual(hours);
});

test('an hour begins where the zone’s clocks say so', () => {
  const first = (zone: string) => new Date(hoursOfDay(timeZone(zone), '2026-03-01')[0]!.from);
  expect(first('UTC').toISOString()).toBe('2026-03-01T00:00:00.000Z');
  expect(first('Asia/Kolkata').toISOString()).toBe('2026-02-28T18:30:00.000Z');
  expect(first('Asia/Kathmandu').toISOString()).toBe('2026-02-28T18:15:00.000Z');
  expect(first('Pacific/Kiritimati').toISOString()).toBe('2026-02-28T10:00:00.000Z');
});

test('an hour belongs to the interval that it begins in', () => {
  const day = { from: Date.parse('2026-03-01T00:00Z'), to: Date.parse('2026-03-02T00:00Z') };
  const within = (zone: string) =>
    hoursBeginning(timeZone(zone), day).map((hour) => `${hour.day} ${hour.hour}`);
  expect(within('UTC')).toHaveLength(24);
  expect(within('Asia/Kolkata')).toHaveLength(24);
  expect(within('Asia/Kolkata')[0]).toBe('2026-03-01 06');
  expect(within('America/New_York')[0]).toBe('2026-02-28 19');
  expect(hoursBeginning(timeZone('UTC'), { from: day.from, to: day.from })).toEqual([]);
  expect(beginningOfHour(timeZone('Asia/Kolkata'), day.from)).toBe(day.from - 30 * 60_000);
  expect(beginningOfHour(timeZone('UTC'), day.from)).toBe(day.from);
});

/** What the zone's clocks show, in a locale that writes days as ISO-8601 does: `2026-03-01 05`. */
function clockOf(timeZone: string): (instant: number) => string {
  const options = { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' } as const;
  const format = new Intl.DateTimeFormat('sv-SE', options);
  return (instant) => format.format(instant).slice(0, 13);
}

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const days = fc.integer({ min: 0, max: 6000 }).map((days) => addDays('2016-01-01', days));

test('each day’s hours follow one another to the next day’s first, and no two have one name', () => {
  fc.assert(
    fc.property(zones, days, (name, day) => {
      const zone = timeZone(name);
      const clock = clockOf(name);
      const hours = [...hoursOfDay(zone, day), ...hoursOfDay(zone, addDays(day, 1))];
      for (const [i, hour] of hours.entries()) {
        if (i > 0) expect(hour.from).toBe(hours[i - 1]!.to);
        for (const instant of [hour.from, hour.to - 1])
          expect(clock(instant)).toBe(`${hour.day} ${hour.hour}`);
      }
      const keys = hours.map((hour) => reportKey({ ...hour, format: 'csv' }));
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 60 },
  );
});

test('names of the database are zones; offsets, abbreviations of nothing and paths are not', () => {
  expect(['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia'].filter(isTimeZone)).toHaveLength(3);
  const wrong = ['', '+02:00', '-05:00', 'Europe/Nowhere', '../etc', 'Mars', '2'];
  expect(wrong.filter(isTimeZone)).toEqual([]);
  expect(() => timeZone('Mars')).toThrow(InvalidInput);
});

test('a report is named by its day and hour, the repeated one after the first', () => {
  const name = { day: '2026-10-25', hour: '02', repeated: false, format: 'csv' } as const;
  const key = 'reports/year=2026/month=10/day=25/hour=02/report_2026_10_25_h02';
  expect(reportKey(name)).toBe(`${key}.csv`);
  expect(reportKey({ ...name, repeated: true, format: 'json' })).toBe(`${key}b.json`);
});
