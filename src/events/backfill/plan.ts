/** What a backfill is to do: delivered days to read, then days of events to build. */
import { dayRange, daysBetween } from '../../core/days';
import { InvalidInput } from '../../core/errors';
import type { Catalog } from '../../core/ports';
import { requestedDays } from '../../core/requested-days';
import { deliveredFor, planDays, type PlanOptions } from '../plan';
import { MOST_DAYS } from '../request';
import type { BackfillRequest } from './request';

type Asked = Extract<BackfillRequest, { backfill: unknown }>['backfill'];

export interface BackfillPlan {
  run: string;
  from: string;
  to: string;
  force: boolean;
  /** Delivered days that may hold calls of those days and have to be read (again): each once. */
  submission_days: string[];
  /** The last delivered day that may hold them, read now or before; null without a trail. */
  delivered_to: string | null;
  event_days: string[];
}

/**
 * Reads the catalog only.
 * @param fallback_run id of the run if the request names none
 * @throws InvalidInput if a day is none, the order is wrong, a day is in the future, or there are too many
 */
export async function planBackfill(
  asked: Asked,
  catalog: Catalog,
  fallback_run: string,
  options: Omit<PlanOptions, 'refresh'>,
): Promise<BackfillPlan> {
  const days = requestedDays(asked, options.now);
  if (!days) throw new InvalidInput('from: is missing; from and to go together.');
  const { from, to } = days;
  if (daysBetween(from, to) >= MOST_DAYS)
    throw new InvalidInput(
      `to: from and to name more than ${MOST_DAYS} days; rebuild fewer at once, the oldest first.`,
    );
  const { run = fallback_run, force = false, refresh = false } = asked;
  const { submission_days } = await planDays(catalog, from, to, { ...options, refresh });
  const delivered_to = deliveredFor(from, to, options).at(-1) ?? null;
  return { run, from, to, force, submission_days, delivered_to, event_days: dayRange(from, to) };
}
