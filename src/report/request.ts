import * as z from 'zod/mini';
import { InvalidInput } from '../core/errors';
import { readInput } from '../core/read-input';
import { requestedDays } from '../core/requested-days';

/** What a call that stopped before its deadline hands to the next one. */
const stateSchema = z.strictObject({
  /** When the report was begun, ISO-8601: with it, the same question joins the statement that runs. */
  made_at: z
    .string()
    .check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'is not a time in ISO-8601')),
  /** The report's last day; null: the newest one of the lake. */
  day: z.nullable(z.string()),
});
export type ReportState = z.infer<typeof stateSchema>;

const requestSchema = z.strictObject({
  day: z.optional(z.string()),
  cursor: z.optional(stateSchema),
});

/**
 * Reads the input of the function: nothing, `{day}`, or `{cursor}`.
 * @throws InvalidInput with a message that names the field
 */
export function parseRequest(input: unknown, now: Date): ReportState {
  const { day, cursor } = readInput(requestSchema, input ?? {}, 'src/report/README.md');
  if (cursor && day !== undefined) throw new InvalidInput('cursor: goes alone; it holds the day.');
  if (cursor) return cursor;
  requestedDays({ day }, now);
  return { made_at: now.toISOString(), day: day ?? null };
}
