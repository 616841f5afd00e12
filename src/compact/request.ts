import * as z from 'zod/mini';
import { InvalidInput } from '../core/errors';
import { runField } from '../core/input-fields';
import { assertBegun, isMonth, monthBefore } from '../core/months';
import { readInput } from '../core/read-input';
import type { Compaction } from './compact-month';
import { MOST_LATE_DAYS } from './delivered-days';

const GUIDE = 'src/compact/README.md';

const lateDays = z
  .number()
  .check(z.refine((n) => Number.isInteger(n) && n >= 0 && n <= MOST_LATE_DAYS, 'must be 0 to 31'));

/** `"11"` and `"2026"`; numbers do as well. */
const number = (digits: RegExp, what: string) =>
  z.union([z.string(), z.number()]).check(z.refine((v) => digits.test(String(v)), what));

const requestSchema = z.strictObject({
  month: z.optional(number(/^(0?[1-9]|1[0-2])$/, 'is not a month; write it as "01" to "12"')),
  year: z.optional(number(/^20\d\d$/, 'is not a year; write it as "2026"')),
  /** A time, ISO-8601: the month before the one that it lies in. For schedules. */
  month_before: z.optional(z.iso.datetime({ offset: true })),
  late_days: z.optional(lateDays),
  force: z.optional(z.boolean()),
  run: z.optional(runField),
  /** Goes on where an earlier call stopped. */
  cursor: z.optional(
    z.strictObject({
      month: z.string().check(z.refine(isMonth, 'is not a month')),
      run: runField,
      late_days: lateDays,
      force: z.boolean(),
    }),
  ),
});

/** True for an input that asks for a month, and not for days. */
export function asksForMonth(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const given: unknown = 'cursor' in input ? input.cursor : input;
  if (typeof given !== 'object' || given === null) return false;
  return ['month', 'year', 'month_before'].some((name) => name in given);
}

function monthOfRequest({ month, year, month_before }: z.output<typeof requestSchema>): string {
  if (month_before !== undefined && (month ?? year) === undefined)
    return monthBefore(new Date(month_before));
  if (month === undefined || year === undefined || month_before !== undefined)
    throw new InvalidInput(`month: give month and year, or month_before alone. See ${GUIDE}.`);
  return `${year}-${String(month).padStart(2, '0')}`;
}

/**
 * Reads an input: `{month, year}` or `{month_before}`, with `late_days`, `force` and `run` if wanted;
 * or `{cursor}` alone.
 * @param fallback_run id of the run if the input names none
 * @throws InvalidInput that names the field: no month, or one in the future
 */
export function readMonthRequest(input: unknown, fallback_run: string, now: Date): Compaction {
  const request = readInput(requestSchema, input, GUIDE);
  if (request.cursor) {
    if (Object.keys(request).length === 1) return request.cursor;
    throw new InvalidInput('cursor: goes alone; it holds the month, the run and the rest.');
  }
  const month = monthOfRequest(request);
  assertBegun(month, now, request.month_before === undefined ? 'month' : 'month_before');
  const { late_days = MOST_LATE_DAYS, force = false } = request;
  return { month, run: request.run ?? fallback_run, late_days, force };
}
