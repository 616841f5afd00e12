/** The hours that a backfill looks up: one call of the function for each. */
import { dayRange } from '../core/days';
import { windowEnd } from '../core/window';
import { CLOUDTRAIL } from './request';

export interface DayOfHours {
  day: string;
  /** 0–23, those that are over and that CloudTrail still has. */
  hours: number[];
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Oldest first, since those are forgotten next: an hour that would be gone before its turn is not
 * asked for. Days without any hour left are left out.
 */
export function hoursToLookUp(from: string, to: string, now: Date): DayOfHours[] {
  const forgotten = now.getTime() - CLOUDTRAIL.days * DAY_MS + HOUR_MS;
  return dayRange(from, to).flatMap((day) => {
    const hours = HOURS.filter((hour) => {
      const end = windowEnd({ from: day, to: day, hour });
      return end > forgotten && end <= now.getTime();
    });
    return hours.length > 0 ? [{ day, hours }] : [];
  });
}

/** Each hour of a backfill is a run of its own: the ledger has a record of each. */
export const runOfHour = (run: string, hour: number): string => `${run}-h${hour}`;
