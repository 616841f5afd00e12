/** One stage alone, as a backfill does it, day by day. */
import { addDays, dayRange } from '../core/days';
import { LAST_DELIVERY_DAYS } from './build-events';
import type { Plan } from './plan';

/** One stage of named days, of the many that a backfill does at a time. */
export interface StageOfDays {
  stage: 'submissions' | 'events';
  from: string;
  to: string;
  /** Stage `events`: the last delivered day that was to be read before; null without a trail. */
  delivered_to?: string | null | undefined;
}

/**
 * The named days of one stage and nothing else: delivered days are read whether they are complete or
 * not, and events are built from what was read of them.
 */
export function planStage({ stage, from, to, delivered_to }: StageOfDays): Plan {
  const days = dayRange(from, to);
  const others = { with_late_days: false, without_sweep: true } as const;
  if (stage === 'submissions') return { ...others, submission_days: days, event_days: [] };
  const [last] = [delivered_to ?? '', addDays(to, LAST_DELIVERY_DAYS)].sort();
  const needs = last ? dayRange(addDays(from, -1), last) : [];
  return { ...others, submission_days: [], event_days: days, needs };
}
