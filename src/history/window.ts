import { addDays, startOfDay } from '../core/days';

/** What is collected: whole UTC days, both included, or one hour of one day. */
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
