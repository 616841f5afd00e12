/** The first and the last step of a backfill; the builds between them are the function's own. */
import { backfillKey } from '../../core/lake';
import type { Clock } from '../../core/ports';
import { runId } from '../../core/run-id';
import type { SubmissionsPorts } from '../../submissions/build-submissions';
import type { PlanOptions } from '../plan';
import { planBackfill, type BackfillPlan } from './plan';
import { assertRebuilt, reportBackfill } from './report';
import { parseBackfill } from './request';
import type { Place } from './day-report';

/** What an execution ends with; the days stand in the report. */
export interface BackfillDone {
  done: true;
  run: string;
  from: string;
  to: string;
  days: number;
  rows: number;
  bytes: number;
  /** Days that were rebuilt and lack something all the same. */
  incomplete: string[];
  /** Key of the report in the lake. */
  report: string;
}

export interface BackfillContext {
  place: Place;
  request_id: string;
  options: Omit<PlanOptions, 'now' | 'refresh'>;
}

type BackfillPorts = Pick<SubmissionsPorts, 'catalog' | 'files' | 'log'> & { clock: Clock };

/**
 * @throws InvalidInput before anything runs; JobIncomplete if a day was not rebuilt (the report is
 *   written)
 */
export async function backfillStep(
  ports: BackfillPorts,
  event: unknown,
  { place, request_id, options }: BackfillContext,
): Promise<BackfillPlan | BackfillDone> {
  const request = parseBackfill(event);
  const now = ports.clock.now();
  if ('backfill' in request) {
    const run = runId(now, request_id);
    return await planBackfill(request.backfill, ports.catalog, run, { ...options, now });
  }
  const report = await reportBackfill(ports, request.rebuilt, place);
  const { run, from, to, days, rows, bytes } = report;
  ports.log.info('events.backfill', { run, from, to, outcome: report.outcome, rows, bytes });
  assertRebuilt(report);
  const incomplete = days.filter(({ complete }) => !complete).map(({ day }) => day);
  const key = backfillKey(run);
  return { done: true, run, from, to, days: days.length, rows, bytes, incomplete, report: key };
}
