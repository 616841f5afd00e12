/** Days of the past again, on a lake in a folder: what the state machine of the main stack does. */
import { randomUUID } from 'node:crypto';
import { noDeadline } from '../core/clock';
import { dayRange } from '../core/days';
import { LedgerError, messageOf } from '../core/errors';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { sweepRuns } from '../core/sweep';
import { reportBackfill, type BackfillReport } from '../events/backfill/report';
import type { DayOutcome } from '../events/backfill/request';
import { startJob } from '../events/job-state';
import { LIST_PRICES } from '../events/prices';
import { runJob } from '../events/run-job';
import { planStage } from '../events/stage';
import { noTrail } from '../local/folder-trail';
import { openLake, type LocalLake } from '../local/lake';
import { VIEWS } from '../report/views';
import { checkHistory, daysToRead, findTrail, type BuildLake } from './build-lake';
import { LOCAL_PLACE } from './local-place';
import type { Progress } from './progress';

/** What one day's work needs. */
interface Backfill {
  lake: LocalLake;
  trail: NonNullable<Awaited<ReturnType<typeof findTrail>>> | null;
  request: BuildLake;
  run: string;
  /** Delivered days that have to be read first. */
  needs: string[];
}

async function work(
  { lake, trail, request, run, needs }: Backfill,
  stage: 'submissions' | 'events',
  day: string,
): Promise<void> {
  if (stage === 'events') await checkHistory(lake, { ...request, from: day, to: day });
  const plan = { ...planStage({ stage, from: day, to: day }), needs };
  const ports = { ...lake, trail: trail?.trail ?? noTrail, log: silentLog };
  await runJob(ports, startJob(plan, run, request.force ?? false), {
    deadline: noDeadline,
    ...LOCAL_PLACE,
    prices: request.prices ?? LIST_PRICES,
  });
}

/** A day that fails leaves the others be. */
async function outcomeOf(
  backfill: Backfill,
  stage: 'submissions' | 'events',
  day: string,
): Promise<DayOutcome> {
  try {
    await work(backfill, stage, day);
    return { day, outcome: 'done' };
  } catch (error) {
    const name = error instanceof LedgerError ? error.name : 'Error';
    return { day, outcome: 'failed', error: name, message: messageOf(error) };
  }
}

async function rebuild(backfill: Backfill, progress: Progress): Promise<BackfillReport> {
  const { lake, request, run, needs } = backfill;
  const { from, to } = request;
  const done = { submissions: [] as DayOutcome[], events: [] as DayOutcome[] };
  const days = { submissions: needs, events: dayRange(from, to) };
  const total = days.submissions.length + days.events.length;
  let count = 0;
  for (const stage of ['submissions', 'events'] as const) {
    for (const day of days[stage]) {
      progress.show(count++, total, `days, ${stage} ${day}`);
      done[stage].push(await outcomeOf(backfill, stage, day));
    }
  }
  for (const stage of ['submissions', 'events'] as const) await sweepRuns(lake, stage);
  return await reportBackfill(
    lake,
    { run, from, to, ...done, exports: { outcome: 'none' } },
    LOCAL_PLACE,
  );
}

export interface BackfilledLake {
  report: BackfillReport;
  /** Files left out, with the reason. */
  skipped: ReadonlyMap<string, string>;
  hasTrail: boolean;
}

/** Rebuilds the days named; the report says which could not be, and is in the lake, too. */
export async function backfillLake(
  request: BuildLake,
  progress: Progress,
): Promise<BackfilledLake> {
  const trail = await findTrail(request);
  const lake = await openLake(request.lake, {
    trail: trail?.folder,
    skipUnreadable: request.skipUnreadable ?? false,
    views: VIEWS,
  });
  try {
    const needs = trail ? await daysToRead(trail.folder, request.from, request.to) : [];
    const run = runId(lake.clock.now(), randomUUID());
    const report = await rebuild({ lake, trail, request, run, needs }, progress);
    return { report, skipped: new Map(lake.sql.skipped()), hasTrail: trail !== null };
  } finally {
    lake.sql.close();
  }
}
