import * as z from 'zod/mini';

/** Counted per day of submission. */
const dayCounts = z.strictObject({ queries: z.number(), running: z.number(), parts: z.number() });
export type DayCounts = z.infer<typeof dayCounts>;

/** How far the listing of one workgroup has come. */
const workgroupPass = z.strictObject({
  workgroup: z.string(),
  /** Of the next page to list; absent at the first. */
  next_token: z.optional(z.string()),
  /** Whole pages in a row that lay before the window. */
  old_pages: z.number(),
  /** Number of the next part, by day. */
  next_part: z.record(z.string(), z.number()),
  days: z.record(z.string(), dayCounts),
});
export type WorkgroupPass = z.infer<typeof workgroupPass>;

/** Counted for the whole run. */
const totals = z.strictObject({
  list_calls: z.number(),
  batch_calls: z.number(),
  throttled: z.number(),
  unprocessed: z.number(),
  undated: z.number(),
  workgroups_lost: z.number(),
  refetched: z.number(),
  gone: z.number(),
});
export type Totals = z.infer<typeof totals>;

/** Everything that a later call needs to go on: plain JSON, well below Step Functions' 256 KB. */
export const cursorSchema = z.strictObject({
  run: z.string(),
  started_at: z.string(),
  account_id: z.string(),
  region: z.string(),
  window: z.strictObject({ from: z.string(), to: z.string(), hour: z.nullable(z.number()) }),
  /** Ids that an earlier run left running and that have not been asked for yet. */
  carried: z.array(z.string()),
  /** Ids that are still running as far as this run knows. */
  pending: z.array(z.string()),
  /** Number of workgroups to collect. */
  workgroups: z.number(),
  /** Workgroups not begun. */
  waiting: z.array(z.string()),
  /** Workgroups begun and not finished. */
  open: z.array(workgroupPass),
  /** Counts of the workgroups that are finished. */
  days: z.record(z.string(), dayCounts),
  totals,
  /** What is missing or worth knowing, one line each. */
  problems: z.array(z.string()),
});
export type Cursor = z.infer<typeof cursorSchema>;
