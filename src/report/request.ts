import * as z from 'zod/mini';
import { InvalidInput } from '../core/errors';
import { dayField, runField } from '../core/input-fields';
import { readInput } from '../core/read-input';
import { requestedDays } from '../core/requested-days';
import { runId } from '../core/run-id';

/** What a call that stopped before its deadline hands to the next one. */
const stateSchema = z.strictObject({
  /** It tells when the report was begun: with it, the same question joins the statement that runs. */
  run: runField,
  /** The report's last UTC day; null: the newest one of the lake. */
  day: z.nullable(dayField),
});
export type ReportState = z.infer<typeof stateSchema>;

const requestSchema = z.strictObject({
  day: z.optional(z.string()),
  cursor: z.optional(stateSchema),
});

/**
 * Reads the input of the function: nothing, `{day}`, or `{cursor}`.
 * @param request_id seed of the run's id
 * @throws InvalidInput with a message that names the field
 */
export function parseRequest(input: unknown, now: Date, request_id: string): ReportState {
  const { day, cursor } = readInput(requestSchema, input ?? {}, 'src/report/README.md');
  if (cursor && day !== undefined) throw new InvalidInput('cursor: goes alone; it holds the day.');
  if (cursor) return cursor;
  requestedDays({ day }, now);
  return { run: runId(now, request_id), day: day ?? null };
}
