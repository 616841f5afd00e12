/** What a collector collects: days, or an hour; and how an input names it. */
import { addDays, dayOf, startOfDay, yesterday } from './days';
import { InvalidInput } from './errors';
import { requestedDays, type DayFields } from './requested-days';

/** Whole UTC days, both included, or one hour of one day. */
export interface CollectedWindow {
  from: string;
  to: string;
  /** 0–23 if the window is that hour of `from` (then `to` is the same day); null for whole days. */
  hour: number | null;
}

const HOUR_MS = 3_600_000;

/** First instant of the window, in epoch milliseconds. */
export const windowStart = (w: CollectedWindow): number =>
  startOfDay(w.from).getTime() + (w.hour ?? 0) * HOUR_MS;

/** First instant after the window, in epoch milliseconds. */
export const windowEnd = (w: CollectedWindow): number =>
  w.hour === null ? startOfDay(addDays(w.to, 1)).getTime() : windowStart(w) + HOUR_MS;

/** `<window>` in the names of the files that hold rows of `day`: `D`, or `DTHH` for an hour. */
export const windowLabel = (w: CollectedWindow, day: string): string =>
  w.hour === null ? day : `${day}T${String(w.hour).padStart(2, '0')}`;

/** Whose memory is collected, as its messages name it, and how many days it goes back. */
export interface Keeper {
  name: string;
  days: number;
}

/** The first day of which it has anything. */
export const oldestDay = ({ days }: Keeper, now: Date): string => addDays(dayOf(now), -days);

/**
 * The days or the hour that a request means.
 * @param unit what "nothing" means: the last complete UTC day, or the last complete hour
 * @throws InvalidInput if a day is none, the order is wrong, or a day is in the future or too old
 */
export function planWindow(
  request: DayFields,
  now: Date,
  unit: 'day' | 'hour',
  keeper: Keeper,
): CollectedWindow {
  const days = requestedDays(request, now);
  if (!days) return lastComplete(now, unit);
  const { from, to } = days;
  const oldest = oldestDay(keeper, now);
  if (from < oldest)
    throw new InvalidInput(
      `${days.first_field}: ${from} is too old; ${keeper.name} keeps ${keeper.days} days, so begin at ${oldest} or later.`,
    );
  return { from, to, hour: null };
}

function lastComplete(now: Date, unit: 'day' | 'hour'): CollectedWindow {
  if (unit === 'day') return { from: yesterday(now), to: yesterday(now), hour: null };
  const hour_ago = new Date(now.getTime() - HOUR_MS);
  return { from: dayOf(hour_ago), to: dayOf(hour_ago), hour: hour_ago.getUTCHours() };
}
