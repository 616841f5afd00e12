import * as z from 'zod/mini';
import { daysBetween } from '../core/days';
import { InvalidInput } from '../core/errors';
import type { ReportFormat } from '../core/lake';
import { runField } from '../core/input-fields';
import { readInput } from '../core/read-input';
import { checkDayFields, requestedDays } from '../core/requested-days';
import {
  exportStateSchema,
  formatSchema,
  startExport,
  zoneSchema,
  type ExportState,
} from './job-state';
import { dueSlices, slicesOfDays, type DuePorts } from './plan';
import { timeZone } from './time-zone';

/** The job's state goes through Step Functions, and a longer job would not fit. */
const MOST_DAYS = 366;

const requestSchema = z.strictObject({
  day: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  format: z.optional(formatSchema),
  time_zone: z.optional(zoneSchema),
  /** Id of the run: a repeated call with the same one joins what the first one started. */
  run: z.optional(runField),
  /** Goes on where an earlier call stopped. */
  cursor: z.optional(exportStateSchema),
});

/** What to export; with no day at all, what was built since its reports were written. */
export type ExportRequest = z.infer<typeof requestSchema>;

/**
 * Reads the input of the function.
 * @param input nothing, `{day}` or `{from, to}`, with `format`, `time_zone` and `run` if wanted; or
 *   `{cursor}` alone
 * @throws InvalidInput with a message that names the field
 */
export function parseRequest(input: unknown): ExportRequest {
  const request = readInput(requestSchema, input ?? {}, 'src/exports/README.md');
  if (request.cursor && Object.keys(request).length > 1)
    throw new InvalidInput('cursor: goes alone; it holds the days, the run and the rest.');
  checkDayFields(request);
  return request;
}

export interface ExportDefaults {
  format: ReportFormat;
  time_zone: string;
  /** Id of the run if the request names none. */
  run: string;
  /** Where the job runs, for the ledger. */
  account_id: string;
  region: string;
}

/**
 * The job that a request asks for. Days are those of the time zone.
 * @throws InvalidInput if a day is none, the order is wrong, a day is in the future, or there are too many
 */
export async function exportOf(
  request: ExportRequest,
  ports: DuePorts,
  defaults: ExportDefaults,
): Promise<ExportState> {
  if (request.cursor) return request.cursor;
  const { format = defaults.format, time_zone = defaults.time_zone, run = defaults.run } = request;
  const zone = timeZone(time_zone);
  const now = ports.clock.now().getTime();
  const days = requestedDays(request, new Date(now + zone(now)), time_zone);
  if (days && daysBetween(days.from, days.to) >= MOST_DAYS)
    throw new InvalidInput(
      `to: from and to name more than ${MOST_DAYS} days; ask for fewer at once.`,
    );
  const slices = days
    ? slicesOfDays(zone, days.from, days.to)
    : await dueSlices(ports, { format, time_zone }, defaults);
  return startExport({ run, format, time_zone, slices });
}
