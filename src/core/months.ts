/** UTC months as text `YYYY-MM`: they sort, compare and partition as they are. */
import { addDays, dayOf } from './days';
import { InvalidInput } from './errors';

/** The month that a day lies in. */
export const monthOf = (day: string): string => day.slice(0, 'YYYY-MM'.length);

export const firstDayOf = (month: string): string => `${month}-01`;

/** 31 days after its first day a month is over, whatever its length. */
export const lastDayOf = (month: string): string =>
  addDays(firstDayOf(monthOf(addDays(firstDayOf(month), 31))), -1);

/** The month before the one that an instant lies in. */
export const monthBefore = (instant: Date): string =>
  monthOf(addDays(firstDayOf(monthOf(dayOf(instant))), -1));

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/**
 * @param field named in the message
 * @throws InvalidInput if the month has not begun
 */
export function assertBegun(month: string, now: Date, field: string): void {
  if (firstDayOf(month) <= dayOf(now)) return;
  throw new InvalidInput(`${field}: ${month} is in the future; it is ${dayOf(now)} in UTC.`);
}
