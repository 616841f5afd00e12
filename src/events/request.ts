import * as z from 'zod/mini';
import { daysBetween } from '../core/days';
import { InvalidInput } from '../core/errors';
import type { Catalog } from '../core/ports';
import { dayField, runField } from '../core/input-fields';
import { readInput } from '../core/read-input';
import { checkDayFields, requestedDays } from '../core/requested-days';
import { jobStateSchema, startJob, type JobState } from './job-state';
import { planDays, planHour, planScheduled, type PlanOptions } from './plan';
import { planStage } from './stage';

/** The job's state goes through Step Functions, and a longer job would not fit. */
export const MOST_DAYS = 366;

const requestSchema = z.strictObject({
  day: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  /** Publish even if rows that are published now would be lost. */
  force: z.optional(z.boolean()),
  /** The day of the last complete hour, provisionally. */
  hourly: z.optional(z.literal(true)),
  /** Read delivered days again that are complete already. */
  refresh: z.optional(z.boolean()),
  /** This stage alone, for the days named. */
  stage: z.optional(z.enum(['submissions', 'events'], 'must be submissions or events')),
  /** With stage `events`: every delivered day up to this must have been read; null without a trail. */
  delivered_to: z.optional(z.nullable(dayField)),
  /** Id of the run: a repeated call with the same one joins what the first one started. */
  run: z.optional(runField),
  /** Goes on where an earlier call stopped. */
  cursor: z.optional(jobStateSchema),
});

/** What to build; with no day at all, what the schedule builds. */
export type EventsRequest = z.infer<typeof requestSchema>;

/**
 * Reads the input of the function.
 * @param input nothing, `{hourly: true}`, `{day}` or `{from, to}`, with `force`, `refresh` and `run` if wanted; or
 *   `{cursor}` alone; with days also `stage`
 * @throws InvalidInput with a message that names the field
 */
export function parseRequest(input: unknown): EventsRequest {
  const request = readInput(requestSchema, input ?? {}, 'src/events/README.md');
  if (request.cursor && Object.keys(request).length > 1)
    throw new InvalidInput('cursor: goes alone; it holds the days, the run and the rest.');
  checkDayFields(request);
  if (request.hourly && (request.day ?? request.from) !== undefined)
    throw new InvalidInput('hourly: goes without days; the clock says which day it is.');
  checkStage(request);
  return request;
}

function checkStage(request: EventsRequest): void {
  const { stage, delivered_to } = request;
  if (stage !== undefined && (request.day ?? request.from) === undefined)
    throw new InvalidInput('stage: goes with day, or with from and to.');
  if (delivered_to !== undefined && stage !== 'events')
    throw new InvalidInput('delivered_to: goes with the stage events only.');
}

/**
 * The job that a request asks for.
 * @param fallback_run id of the run if the request names none
 * @throws InvalidInput if a day is none, the order is wrong, a day is in the future, or there are too many
 */
export async function jobOf(
  request: EventsRequest,
  catalog: Catalog,
  fallback_run: string,
  options: Omit<PlanOptions, 'refresh'>,
): Promise<JobState> {
  if (request.cursor) return request.cursor;
  const days = requestedDays(request, options.now);
  if (days && daysBetween(days.from, days.to) >= MOST_DAYS)
    throw new InvalidInput(
      `to: from and to name more than ${MOST_DAYS} days; ask for fewer at once.`,
    );
  const plan_options = { ...options, refresh: request.refresh ?? false };
  if (request.hourly)
    return startJob(planHour(plan_options), request.run ?? fallback_run, request.force ?? false);
  const { stage, delivered_to } = request;
  if (stage && days)
    return startJob(
      planStage({ ...days, stage, delivered_to }),
      request.run ?? fallback_run,
      request.force ?? false,
    );
  const plan = days
    ? await planDays(catalog, days.from, days.to, plan_options)
    : await planScheduled(catalog, plan_options);
  return startJob(plan, request.run ?? fallback_run, request.force ?? false);
}
