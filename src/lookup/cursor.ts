import * as z from 'zod/mini';

/** Counted for the whole run. */
const totals = z.strictObject({
  lookup_calls: z.number(),
  throttled: z.number(),
  late: z.number(),
  other_services: z.number(),
  undated: z.number(),
  unreadable: z.number(),
  restarted: z.number(),
});
export type Totals = z.infer<typeof totals>;

/** How far the files of one day have come, or those of the time before the window. */
const series = z.strictObject({
  /** Number of the part that is being filled. */
  part: z.number(),
  /** Records in it so far: the file has them, or is to have them. */
  in_part: z.number(),
  /** Records in all parts. */
  records: z.number(),
});
export type Series = z.infer<typeof series>;

/** Everything that a later call needs to go on: plain JSON, well below Step Functions' 256 KB. */
export const cursorSchema = z.strictObject({
  source: z.literal('lookup'),
  run: z.string(),
  started_at: z.string(),
  account_id: z.string(),
  region: z.string(),
  window: z.strictObject({ from: z.string(), to: z.string(), hour: z.nullable(z.number()) }),
  /** What CloudTrail is asked for: a token is good for the same range only. ISO-8601, included. */
  range: z.strictObject({ from: z.string(), to: z.string() }),
  /** Of the next page; absent at the first. */
  next_token: z.optional(z.string()),
  /** By day, and `late`. */
  series: z.record(z.string(), series),
  totals,
  /** What is missing or worth knowing, one line each. */
  problems: z.array(z.string()),
});
export type Cursor = z.infer<typeof cursorSchema>;
