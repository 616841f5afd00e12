import { dayOf, parseDay } from './days';
import { InvalidInput } from './errors';

/** What an input may say of days: one, or a range with both ends included, or nothing. */
export interface DayFields {
  day?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface RequestedDays {
  from: string;
  to: string;
  /** The field that named the first day, for messages. */
  first_field: 'day' | 'from';
}

/** @throws InvalidInput if the fields do not go together */
export function checkDayFields({ day, from, to }: DayFields): void {
  if (day !== undefined && (from ?? to) !== undefined)
    throw new InvalidInput('day: give either day, or from and to.');
  if ((from === undefined) !== (to === undefined))
    throw new InvalidInput(
      `${from === undefined ? 'from' : 'to'}: is missing; from and to go together.`,
    );
}

/**
 * The days that an input names; null if it names none.
 * @param zone of the days, and of the clock that shows `now`
 * @throws InvalidInput if a day is none, the order is wrong, or a day is in the future
 */
export function requestedDays(fields: DayFields, now: Date, zone = 'UTC'): RequestedDays | null {
  const from = fields.day ?? fields.from;
  const to = fields.day ?? fields.to;
  if (from === undefined || to === undefined) return null;
  const first_field = fields.day === undefined ? 'from' : 'day';
  const last_field = fields.day === undefined ? 'to' : 'day';
  parseDay(from, first_field);
  parseDay(to, last_field);
  if (to < from) throw new InvalidInput(`to: ${to} is before from (${from}).`);
  if (to > dayOf(now))
    throw new InvalidInput(
      `${last_field}: ${to} is in the future; it is ${dayOf(now)} in ${zone}.`,
    );
  return { from, to, first_field };
}
