/** UTC days as strings `YYYY-MM-DD`: they sort, compare and partition as they are. */
import { InvalidInput } from './errors';

const DAY_MS = 86_400_000;

/** The UTC day that an instant lies on. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** The instant at which a day begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00.000Z`);

/** `days` later (earlier if negative). */
export const addDays = (day: string, days: number): string =>
  dayOf(new Date(startOfDay(day).getTime() + days * DAY_MS));

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);

/** Every day from `from` to `to`, both included; empty if `to` is earlier. */
export const dayRange = (from: string, to: string): string[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i));

/** What happened on a day may be known a while after it. */
const SETTLED_MS = 60 * 60 * 1000;

/** True from an hour after the day's end on: what is built of it then is not provisional. */
export const isSettled = (day: string, at: Date): boolean =>
  at.getTime() >= startOfDay(addDays(day, 1)).getTime() + SETTLED_MS;

/** The last UTC day that is over. */
export const yesterday = (now: Date): string => addDays(dayOf(now), -1);

/** True for a real day of the calendar: 2026-02-30 is none. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(startOfDay(text).getTime()) &&
  dayOf(startOfDay(text)) === text;

/**
 * @param field named in the message, so that whoever wrote the input finds it
 * @throws InvalidInput
 */
export function parseDay(text: unknown, field: string): string {
  if (typeof text === 'string' && isDay(text)) return text;
  throw new InvalidInput(`${field}: ${JSON.stringify(text)} is not a day; write it as YYYY-MM-DD.`);
}
