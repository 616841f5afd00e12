/** Inputs of the first and the last step of a backfill of one account and region. */
import * as z from 'zod/mini';
import { dayField, runField } from '../../core/input-fields';
import { readInput } from '../../core/read-input';

/** Runs of hours are named by it and a few characters more, 64 in all. */
const run = runField.check(z.maxLength(60, 'is not an id like 20260302T011500Z-1f2e3d4c'));

const backfillSchema = z.strictObject({
  from: z.string('is missing; a backfill names its first and its last day'),
  to: z.string('is missing; a backfill names its first and its last day'),
  workgroups: z.optional(z.array(z.string())),
  run: z.optional(run),
});
export type BackfillInput = z.infer<typeof backfillSchema>;

const outcome = z.enum(['done', 'failed']);
const collectedSchema = z.strictObject({
  run,
  from: dayField,
  to: dayField,
  notes: z.array(z.string()),
  history: z.array(
    z.strictObject({
      outcome,
      queries: z.optional(z.number()),
      error: z.optional(z.string()),
      cause: z.optional(z.string()),
    }),
  ),
  lookups: z.array(
    z.strictObject({
      day: dayField,
      hours: z.array(
        z.strictObject({
          hour: z.number(),
          outcome,
          records: z.optional(z.number()),
          error: z.optional(z.string()),
        }),
      ),
    }),
  ),
});

/** A backfill that is through, as its state machine saw it. */
export type Collected = z.infer<typeof collectedSchema>;

const planSchema = z.strictObject({ backfill: backfillSchema, lookup: z.enum(['true', 'false']) });
const reportSchema = z.strictObject({ collected: collectedSchema });
const GUIDE = 'docs/backfill.md';

/** True for an input that means a step of a backfill. */
export function isBackfill(input: unknown): boolean {
  const { backfill, collected } = Object(input) as Record<string, unknown>;
  return backfill !== undefined || collected !== undefined;
}

/**
 * Reads the input of the function.
 * @param input `{backfill: {from, to}, lookup}` or `{collected: {…}}`
 * @throws InvalidInput with a message that names the field
 */
export const parseBackfill = (
  input: unknown,
): z.infer<typeof planSchema> | z.infer<typeof reportSchema> =>
  (Object(input) as Record<string, unknown>)['collected'] === undefined
    ? readInput(planSchema, input, GUIDE)
    : readInput(reportSchema, input, GUIDE);
