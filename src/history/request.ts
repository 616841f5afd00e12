import * as z from 'zod/mini';
import { InvalidInput } from '../core/errors';
import { readInput } from '../core/read-input';
import { checkDayFields } from '../core/requested-days';
import type { Keeper } from '../core/window';
import { cursorSchema, type Cursor } from './cursor';

/** Athena keeps the history of a query for 45 days (user guide, "View recent queries"). */
export const ATHENA: Keeper = { name: 'Athena', days: 45 };

/** What to collect; with no field at all, the last complete day or hour. */
export interface HistoryRequest {
  day?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** Only these workgroups; all of the account and region if absent. */
  workgroups?: string[] | undefined;
  /** Id of the run, if the caller has one to give. */
  run?: string | undefined;
  /** Goes on where an earlier call stopped; nothing else may be given with it. */
  cursor?: Cursor | undefined;
}

const requestSchema = z.strictObject({
  day: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  // CreateWorkGroup's pattern for a name; it makes every name safe in an S3 key.
  workgroups: z.optional(
    z
      .array(z.string().check(z.regex(/^[a-zA-Z0-9._-]{1,128}$/, 'is not the name of a workgroup')))
      .check(z.minLength(1, 'names no workgroup; leave it out to collect all')),
  ),
  run: z.optional(
    z.string().check(z.regex(/^[a-zA-Z0-9._-]{1,64}$/, 'is not an id: 1–64 of a-z A-Z 0-9 . _ -')),
  ),
  cursor: z.optional(cursorSchema),
});

/**
 * Reads the input of the function (or of the CLI).
 * @param input nothing, `{day}`, `{from, to}`, or `{cursor}`; with a day also `workgroups` and `run`
 * @throws InvalidInput with a message that names the field
 */
export function parseRequest(input: unknown): HistoryRequest {
  const request = readInput(requestSchema, input ?? {}, 'src/history/README.md');
  const given = Object.keys(request);
  if (request.cursor && given.length > 1)
    throw new InvalidInput('cursor: goes alone; it holds the days, the workgroups and the run.');
  checkDayFields(request);
  return request;
}
