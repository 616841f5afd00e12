import { addDays, dayRange, startOfDay } from '../core/days';

const HOUR_MS = 3_600_000;

/** The days the demo tells of, and the moment it is told: six in the morning after the last day. */
export interface Period {
  days: readonly string[];
  last_day: string;
  now_ms: number;
  /** The day some days before the last one; null if that is before the first. */
  ago(days: number): string | null;
  daysAgo(day: string): number;
}

export function createPeriod(last_day: string, count: number): Period {
  const days = dayRange(addDays(last_day, 1 - count), last_day);
  return {
    days,
    last_day,
    now_ms: startOfDay(last_day).getTime() + 30 * HOUR_MS,
    ago: (back) => days[days.length - 1 - back] ?? null,
    daysAgo: (day) => days.length - 1 - days.indexOf(day),
  };
}

/** An instant of a day: hours from midnight, milliseconds since 1970. */
export const at = (day: string, hours: number): number =>
  Math.round(startOfDay(day).getTime() + hours * HOUR_MS);
