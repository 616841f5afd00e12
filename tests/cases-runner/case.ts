/** What stands in a case's given.json and expected.json; README.md of tests/cases says it in words. */
import * as z from 'zod/mini';
import { CLOUDTRAIL_FIELDS, HISTORY } from '../../src/core/tables';

/** An object of which only these fields may be named: a misspelt one must not pass as a default. */
const fieldsOf = (names: readonly string[]) =>
  z.record(z.string(), z.json()).check(
    z.refine((fields) => Object.keys(fields).every((name) => names.includes(name)), {
      error: ({ input }) =>
        `no such field: ${Object.keys(input as object).find((name) => !names.includes(name))}`,
    }),
  );

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const row = fieldsOf(HISTORY.columns.map(({ name }) => name));
const record = fieldsOf(['$leave_out', ...CLOUDTRAIL_FIELDS.map(({ field }) => field)]);

const historyFile = z.strictObject({
  file: z.optional(
    z.strictObject({
      day: z.optional(day),
      account_id: z.optional(z.string()),
      region: z.optional(z.string()),
      workgroup: z.optional(z.string()),
      window: z.optional(z.string()),
      part: z.optional(z.number()),
    }),
  ),
  rows: z.array(row),
});

const trailFile = z.strictObject({
  delivered_day: day,
  account_id: z.optional(z.string()),
  region: z.optional(z.string()),
  /** Folder of an organization's trail, `o-…`; an account's own trail if absent. */
  organization: z.optional(z.string()),
  records: z.array(record),
});

const files = {
  history: z.optional(z.array(historyFile)),
  trail: z.optional(z.array(trailFile)),
};

const build = z.strictObject({
  from: day,
  to: day,
  force: z.optional(z.boolean()),
  /** Read delivered days again that are complete already. */
  refresh: z.optional(z.boolean()),
  /** The job's id; its first attempt to write a partition is `<run>-1`. */
  run: z.optional(z.string()),
});

const step = z.strictObject({
  /** What expected.json calls the moment after this step. */
  name: z.optional(z.string()),
  /** The clock, ISO-8601 UTC; else the morning after all days known so far. */
  at: z.optional(z.string()),
  add: z.optional(z.strictObject(files)),
  /** Deletes the lake's files whose key starts so. */
  remove: z.optional(z.string()),
  collect: z.optional(z.strictObject({ day, executions: z.array(row) })),
  /** What CloudTrail's event history holds at that moment, and the days to look up. */
  lookup: z.optional(
    z.strictObject({
      day: z.optional(day),
      hour: z.optional(z.number()),
      from: z.optional(day),
      to: z.optional(day),
      records: z.array(record),
    }),
  ),
  build: z.optional(build),
  /** The hourly job of EventsFunction. */
  hourly: z.optional(z.literal(true)),
  /** A month of cloudtrail_events. */
  compact: z.optional(
    z.strictObject({
      month: z.string().check(z.regex(/^\d{4}-\d{2}$/)),
      late_days: z.optional(z.number()),
      force: z.optional(z.boolean()),
      run: z.optional(z.string()),
    }),
  ),
  scheduled: z.optional(z.strictObject({ lookback_days: z.optional(z.number()) })),
  /** Copies a day's published files into the folder of another run, as a failed INSERT leaves them. */
  plant: z.optional(
    z.strictObject({ table: z.enum(['events', 'submissions']), day, run: z.string() }),
  ),
});

export const givenSchema = z.strictObject({
  ...files,
  build: z.optional(build),
  steps: z.optional(z.array(step)),
});

const cells = z.record(z.string(), z.json());

const outcome = {
  /** The class, and a part of the message. */
  error: z.optional(z.strictObject({ name: z.string(), message: z.string() })),
  /** By published day, all of them: every row, with the columns that the case is about. */
  events: z.optional(z.record(day, z.array(cells))),
  /** By day, columns of the view. */
  completeness: z.optional(z.record(day, cells)),
  /** By delivered day, counts of the ledger. */
  submissions: z.optional(z.record(day, cells)),
  answers: z.optional(z.array(z.strictObject({ sql: z.string(), rows: z.array(cells) }))),
  /** Number of INSERT statements since the beginning, by table. */
  inserts: z.optional(z.record(z.string(), z.number())),
  /** Beginnings of keys that no file of the lake has. */
  absent: z.optional(z.array(z.string())),
};

export const expectedSchema = z.strictObject({
  ...outcome,
  after: z.optional(z.record(z.string(), z.strictObject(outcome))),
});

export type HistoryFile = z.infer<typeof historyFile>;
export type TrailFile = z.infer<typeof trailFile>;
export type Files = Pick<z.infer<typeof givenSchema>, 'history' | 'trail'>;
export type Step = z.infer<typeof step>;
export type Expected = z.infer<typeof expectedSchema>;
export type Outcome = Omit<Expected, 'after'>;
export type Cells = z.infer<typeof cells>;

export interface Case {
  name: string;
  steps: Step[];
  expected: Expected;
}
