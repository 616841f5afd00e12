import * as z from 'zod/mini';
import { dayField, runField } from '../core/input-fields';
import type { Plan } from './plan';

export const jobStateSchema = z.strictObject({
  run: runField,
  force: z.boolean(),
  /** Delivered days to read from the trail. */
  submission_days: z.array(dayField),
  /** Days of events to build after that. */
  event_days: z.array(dayField),
  /** Late days are still to be added to them. */
  with_late_days: z.boolean(),
  /** Of the lake's own trail, read only the files that the published run has not read. */
  only_new: z.optional(z.boolean()),
  /** Delivered days that must have been read before the events of a day that may have its calls there. */
  needs: z.optional(z.array(dayField)),
  /** Superseded runs are left to another job. */
  without_sweep: z.optional(z.literal(true)),
  /** Days that could not be built, with the reason. */
  failed: z.array(z.strictObject({ day: dayField, message: z.string() })),
});

/**
 * What is left to do; JSON, so that the next invocation can go on with it. The longest job that the
 * handler accepts, failing on every day, stays below the 256 KB of Step Functions.
 */
export type JobState = z.infer<typeof jobStateSchema>;

/** Where a job begins. */
export const startJob = (plan: Plan, run: string, force: boolean): JobState => ({
  ...plan,
  run,
  force,
  failed: [],
});
