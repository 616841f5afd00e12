/** The hours of a time zone's clocks: 24 a day, 23 or 25 when they are set, and odd ones too. */
import { addDays, startOfDay } from '../core/days';
import type { LocalTime, TimeZone } from './time-zone';

/** Half-open, milliseconds since 1970. */
export interface Interval {
  from: number;
  to: number;
}

export interface Hour extends Interval {
  /** Local day, `YYYY-MM-DD`. */
  day: string;
  /** Of the day, `00` to `23`. */
  hour: string;
  /** The clocks show this hour a second time, since they were set back. */
  repeated: boolean;
}

/** All offsets in use since Athena exists, and all changes of them, lie on quarters of an hour. */
const QUARTER_MS = 15 * 60_000;
/** Local days begin up to 14 hours before UTC's, and end up to 12 after; clocks move by two at most. */
const AROUND_MS = 16 * 60 * 60_000;

const isSame = (a: LocalTime, b: LocalTime): boolean =>
  a.day === b.day && a.hour === b.hour && a.offset_ms === b.offset_ms;

/**
 * Quarters, grouped: an hour ends when the clocks show another one, or are set. Clocks that are set
 * back by half an hour (Lord Howe Island) show half of an hour again: that half is the repeated hour.
 */
function hoursOf(zone: TimeZone, { from, to }: Interval): Hour[] {
  const hours: Hour[] = [];
  let last: LocalTime | undefined;
  for (let instant = from; instant < to; instant += QUARTER_MS) {
    const local = zone(instant);
    const current = hours.at(-1);
    if (current && last && isSame(local, last)) current.to = instant + QUARTER_MS;
    else {
      const { day, hour } = local;
      const repeated = hours.some((earlier) => earlier.day === day && earlier.hour === hour);
      hours.push({ day, hour, repeated, from: instant, to: instant + QUARTER_MS });
    }
    last = local;
  }
  return hours;
}

/** The hours of one local day, in order of time; none if the zone skipped the day. */
export function hoursOfDay(zone: TimeZone, day: string): Hour[] {
  const around = {
    from: startOfDay(day).getTime() - AROUND_MS,
    to: startOfDay(addDays(day, 1)).getTime() + AROUND_MS,
  };
  return hoursOf(zone, around).filter((hour) => hour.day === day);
}

/** Every hour that begins in the interval, in order of time. */
export function hoursBeginning(zone: TimeZone, { from, to }: Interval): Hour[] {
  const hours: Hour[] = [];
  const last = to > from ? zone(to - 1).day : '';
  for (let { day } = zone(from); day <= last; day = addDays(day, 1))
    hours.push(...hoursOfDay(zone, day).filter((hour) => hour.from >= from && hour.from < to));
  return hours;
}

/** When the hour began that an instant lies in. */
export function beginningOfHour(zone: TimeZone, instant: number): number {
  const hours = hoursOfDay(zone, zone(instant).day);
  return hours.find(({ from, to }) => from <= instant && instant < to)?.from ?? instant;
}
