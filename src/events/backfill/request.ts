/** Inputs of the two steps of a backfill that are not builds: what to do, and what came of it. */
import * as z from 'zod/mini';
import { dayField, runField } from '../../core/input-fields';
import { readInput } from '../../core/read-input';

/** What a state machine, or a loop, knows of a day when it is through with it. */
const outcomeSchema = z.strictObject({
  day: dayField,
  outcome: z.enum(['done', 'failed']),
  /** Name of the failure; the ledger has its message. */
  error: z.optional(z.string()),
  /** The message, of a failure before anything was written down. */
  message: z.optional(z.string()),
});
export type DayOutcome = z.infer<typeof outcomeSchema>;

const exportsSchema = z.strictObject({
  outcome: z.enum(['none', 'done', 'failed']),
  error: z.optional(z.string()),
  /** What Step Functions says beside the error's name: of a function, JSON. */
  cause: z.optional(z.string()),
});

const rebuiltSchema = z.strictObject({
  run: runField,
  from: dayField,
  to: dayField,
  submissions: z.array(outcomeSchema),
  events: z.array(outcomeSchema),
  exports: exportsSchema,
});

/** A backfill whose days are through. */
export type Rebuilt = z.infer<typeof rebuiltSchema>;

const requestSchema = z.union([
  z.strictObject({
    backfill: z.strictObject({
      from: z.string('is missing; a backfill names its first and its last day'),
      to: z.string('is missing; a backfill names its first and its last day'),
      /** Publish even if rows that are published now would be lost. */
      force: z.optional(z.boolean()),
      /** Read delivered days again that are complete already. */
      refresh: z.optional(z.boolean()),
      /** Id of the run, if the caller has one to give. */
      run: z.optional(runField),
    }),
  }),
  z.strictObject({ rebuilt: rebuiltSchema }),
]);

/** The days to rebuild, or those that are through. */
export type BackfillRequest = z.infer<typeof requestSchema>;

/** True for an input that means a backfill. */
export function isBackfill(input: unknown): boolean {
  const { backfill, rebuilt } = Object(input) as Record<string, unknown>;
  return backfill !== undefined || rebuilt !== undefined;
}

/**
 * Reads the input of the function.
 * @param input `{backfill: {from, to}}`, with `force`, `refresh` and `run` if wanted; or `{rebuilt: {…}}`
 * @throws InvalidInput with a message that names the field
 */
export function parseBackfill(input: unknown): BackfillRequest {
  const [plan, report] = requestSchema.def.options;
  const means = (Object(input) as Record<string, unknown>)['backfill'] === undefined;
  return readInput(means ? report : plan, input, 'src/events/README.md');
}
