/** The hours of a time zone's clocks: 24 a day, 23 or 25 when they are set, and odd ones too. */
import { addDays, startOfDay } from '../core/days';
import { localDay, type TimeZone } from './time-zone';

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

const HOUR_MS = 60 * 60_000;
/** All offsets in use since Athena exists, and all changes of them, lie on quarters of an hour. */
const QUARTER_MS = HOUR_MS / 4;
/** Local days begin up to 14 hours before UTC's, and end up to 12 after; clocks move by two at most. */
const AROUND_MS = 16 * HOUR_MS;

interface Quarter {
  instant: number;
  offset_ms: number;
}

/** Quarters with their offsets. Asking for one is slow; it changes within few hours of a year. */
function quartersOf(zone: TimeZone, { from, to }: Interval): Quarter[] {
  const quarters: Quarter[] = [];
  let begin = zone(from);
  for (let hour = from; hour < to; hour += HOUR_MS) {
    const end = zone(hour + HOUR_MS);
    for (let instant = hour; instant < hour + HOUR_MS; instant += QUARTER_MS)
      quarters.push({ instant, offset_ms: begin === end ? begin : zone(instant) });
    begin = end;
  }
  return quarters;
}

/**
 * Quarters, grouped: an hour ends when the clocks show another one, or are set. Clocks that are set
 * back by half an hour (Lord Howe Island) show half of an hour again: that half is the repeated hour.
 */
function hoursOf(quarters: readonly Quarter[]): Hour[] {
  const hours: Hour[] = [];
  let last_offset_ms: number | undefined;
  for (const { instant, offset_ms } of quarters) {
    const [day = '', hour = ''] = new Date(instant + offset_ms).toISOString().split(/[T:]/);
    const current = hours.at(-1);
    if (current?.day === day && current.hour === hour && offset_ms === last_offset_ms) {
      current.to = instant + QUARTER_MS;
    } else {
      const repeated = hours.some((earlier) => earlier.day === day && earlier.hour === hour);
      hours.push({ day, hour, repeated, from: instant, to: instant + QUARTER_MS });
    }
    last_offset_ms = offset_ms;
  }
  return hours;
}

/** A job asks for each day several times, and each time takes milliseconds. */
const known = new WeakMap<TimeZone, Map<string, readonly Hour[]>>();

/** The hours of one local day, in order of time; none if the zone skipped the day. */
export function hoursOfDay(zone: TimeZone, day: string): readonly Hour[] {
  const days = known.get(zone) ?? new Map<string, readonly Hour[]>();
  known.set(zone, days);
  const around = {
    from: startOfDay(day).getTime() - AROUND_MS,
    to: startOfDay(addDays(day, 1)).getTime() + AROUND_MS,
  };
  const hours = days.get(day) ?? hoursOf(quartersOf(zone, around)).filter((h) => h.day === day);
  days.set(day, hours);
  return hours;
}

/** Every hour that begins in the interval, in order of time. */
export function hoursBeginning(zone: TimeZone, { from, to }: Interval): Hour[] {
  const hours: Hour[] = [];
  const last = to > from ? localDay(zone, to - 1) : '';
  for (let day = localDay(zone, from); day <= last; day = addDays(day, 1))
    hours.push(...hoursOfDay(zone, day).filter((hour) => hour.from >= from && hour.from < to));
  return hours;
}

/** When the hour began that an instant lies in. */
export function beginningOfHour(zone: TimeZone, instant: number): number {
  const hours = hoursOfDay(zone, localDay(zone, instant));
  return hours.find(({ from, to }) => from <= instant && instant < to)?.from ?? instant;
}
