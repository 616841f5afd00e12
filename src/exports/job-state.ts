import * as z from 'zod/mini';
import { dayField, runField } from '../core/input-fields';
import { isTimeZone } from './time-zone';

const instant = z
  .string()
  .check(z.refine((text) => !Number.isNaN(Date.parse(text)), 'is not a time in ISO-8601'));

export const formatSchema = z.enum(['csv', 'json'], 'must be csv or json');
export const zoneSchema = z
  .string()
  .check(
    z.refine(
      isTimeZone,
      'is not in the IANA time zone database; write it as Europe/Berlin, or UTC',
    ),
  );

const sliceSchema = z.strictObject({
  /** UTC day: its events are in one partition. */
  day: dayField,
  /** Of every hour that begins in this time there is to be a report. */
  from: instant,
  to: instant,
});

const count = z.int().check(z.minimum(0));

/** As the ledger has them. */
const countsSchema = z.strictObject({ hours: count, rows: count, hours_missing: count });
export type ExportCounts = z.infer<typeof countsSchema>;

/** A UTC day, or a part of one, whose hours are to be reported. */
export type Slice = z.infer<typeof sliceSchema>;

export const exportStateSchema = z.strictObject({
  run: runField,
  format: formatSchema,
  time_zone: zoneSchema,
  /** What is left. */
  slices: z.array(sliceSchema),
  /** What the first one has brought so far; null if it was not begun. */
  begun: z.nullable(countsSchema),
  /** Hours of the slices that are done which got no report. */
  hours_missing: count,
  /** UTC days that could not be exported, with the reason. */
  failed: z.array(z.strictObject({ day: dayField, message: z.string() })),
});

/**
 * What is left to do; JSON, so that the next invocation can go on with it. The longest job that the
 * handler accepts, failing on every day, stays below the 256 KB of Step Functions.
 */
export type ExportState = z.infer<typeof exportStateSchema>;

/** Where a job begins. */
export const startExport = (
  job: Pick<ExportState, 'run' | 'format' | 'time_zone' | 'slices'>,
): ExportState => ({ ...job, begun: null, hours_missing: 0, failed: [] });
