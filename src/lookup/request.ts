import * as z from 'zod/mini';
import { InvalidInput } from '../core/errors';
import { readInput } from '../core/read-input';
import { checkDayFields } from '../core/requested-days';
import { planWindow, windowEnd, type CollectedWindow, type Keeper } from '../core/window';
import { cursorSchema, type Cursor } from './cursor';

/** CloudTrail keeps its event history for 90 days (API reference, LookupEvents). */
export const CLOUDTRAIL: Keeper = { name: 'CloudTrail', days: 90 };

/** What to collect; with no day at all, the last complete day or hour. */
export interface LookupRequest {
  source?: 'lookup' | undefined;
  day?: string | undefined;
  /** 0–23: only this hour of `day`. */
  hour?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Id of the run, if the caller has one to give. */
  run?: string | undefined;
  /** Goes on where an earlier call stopped; no other field but `source` may be given with it. */
  cursor?: Cursor | undefined;
}

const requestSchema = z.strictObject({
  source: z.optional(z.literal('lookup')),
  day: z.optional(z.string()),
  hour: z.optional(
    z
      .int('must be a whole number')
      .check(z.gte(0, 'must be 0 to 23'), z.lte(23, 'must be 0 to 23')),
  ),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  run: z.optional(
    z.string().check(z.regex(/^[a-zA-Z0-9._-]{1,64}$/, 'is not an id: 1–64 of a-z A-Z 0-9 . _ -')),
  ),
  cursor: z.optional(cursorSchema),
});

/** True for an input that means this stage: its own, or a cursor that it gave. */
export function isLookup(input: unknown): boolean {
  const { source, cursor } = Object(input) as { source?: unknown; cursor?: unknown };
  return source !== undefined || (Object(cursor) as { source?: unknown }).source !== undefined;
}

/**
 * Reads the input of the function (or of the CLI).
 * @param input `{source}` alone, with `{day}`, `{day, hour}` or `{from, to}`, or with `{cursor}`
 * @throws InvalidInput with a message that names the field
 */
export function parseRequest(input: unknown): LookupRequest {
  const request = readInput(requestSchema, input ?? {}, 'src/lookup/README.md');
  const given = Object.keys(request).filter((field) => field !== 'source');
  if (request.cursor && given.length > 1)
    throw new InvalidInput('cursor: goes alone; it holds the days and the run.');
  checkDayFields(request);
  if (request.hour !== undefined && request.day === undefined)
    throw new InvalidInput('hour: goes with day.');
  return request;
}

/**
 * The days or the hour that a request means.
 * @throws InvalidInput if a day is none, the order is wrong, or it lies in the future or too far back
 */
export function lookupWindow(
  request: LookupRequest,
  now: Date,
  unit: 'day' | 'hour',
): CollectedWindow {
  const days = planWindow(request, now, unit, CLOUDTRAIL);
  if (request.hour === undefined) return days;
  const window = { ...days, hour: request.hour };
  if (windowEnd(window) > now.getTime())
    throw new InvalidInput(`hour: ${request.hour} of ${days.from} is not over yet.`);
  return window;
}
