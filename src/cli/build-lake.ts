/** Submissions and events of some days, on a lake in a folder. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { noDeadline } from '../core/clock';
import { addDays, dayRange } from '../core/days';
import { UnreadableFile } from '../core/errors';
import type { BuiltPartition } from '../core/partition-run';
import type { Trail } from '../core/ports';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { LAST_DELIVERY_DAYS } from '../events/build-events';
import { LIST_PRICES, type Prices } from '../events/prices';
import { startJob } from '../events/job-state';
import { runJob } from '../events/run-job';
import { deliveredDays, folderTrail, noTrail } from '../local/folder-trail';
import { openLake, type LocalLake } from '../local/lake';
import { brokenHistory } from '../local/whole-files';
import { VIEWS } from '../report/views';
import { LOCAL_PLACE } from './local-place';
import { startProgress } from './progress';

export interface BuildLake {
  lake: string;
  /** The folder above AWSLogs/; the lake's own `trail/` if not given. */
  trail?: string | undefined;
  from: string;
  to: string;
  /** Publishes also what holds less than what is published now. */
  force?: boolean;
  /** Leaves files out that are cut short, instead of failing. */
  skipUnreadable?: boolean;
  /** The list prices if not given. */
  prices?: Prices;
}

export interface BuiltLake {
  built: BuiltPartition[];
  /** Files left out, with the reason. */
  skipped: ReadonlyMap<string, string>;
  hasTrail: boolean;
}

/** The trail named, else the lake's own if there is one. */
export async function findTrail(
  request: Pick<BuildLake, 'lake' | 'trail'>,
): Promise<{ trail: Trail; folder: string } | null> {
  if (request.trail !== undefined)
    return { trail: await folderTrail(request.trail), folder: request.trail };
  const folder = join(request.lake, 'trail');
  const trail = await folderTrail(folder).catch(() => null);
  return trail && { trail, folder };
}

/** The days named, and all others that may hold calls of them. */
export async function daysToRead(folder: string, from: string, to: string): Promise<string[]> {
  const near = (day: string): boolean =>
    day >= addDays(from, -1) && day <= addDays(to, LAST_DELIVERY_DAYS);
  return [
    ...new Set([...dayRange(from, to), ...(await deliveredDays(folder)).filter(near)]),
  ].sort();
}

/** Files that are cut short are left out, or end the build before it begins. */
export async function checkHistory(
  lake: LocalLake,
  request: Pick<BuildLake, 'lake' | 'from' | 'to' | 'skipUnreadable'>,
): Promise<void> {
  const days = dayRange(addDays(request.from, -1), addDays(request.to, 1));
  for await (const { file, reason } of brokenHistory(lake.files, request.lake, days)) {
    if (!request.skipUnreadable) {
      throw new UnreadableFile(
        `${file}: ${reason}. Copy the file again, or build with --skip-unreadable.`,
      );
    }
    lake.sql.skip(file, reason);
  }
}

/**
 * @throws UnreadableFile unless files are to be skipped; JobIncomplete, AuditFailed, StatementFailed
 */
export async function buildLake(request: BuildLake): Promise<BuiltLake> {
  const { lake: folder, from, to, force = false, skipUnreadable = false } = request;
  const { prices = LIST_PRICES } = request;
  const found = await findTrail(request);
  const lake = await openLake(folder, { trail: found?.folder, skipUnreadable, views: VIEWS });
  const plan = {
    submission_days: found ? await daysToRead(found.folder, from, to) : [],
    event_days: dayRange(from, to),
    with_late_days: false,
  };
  const progress = startProgress();
  const total = plan.submission_days.length + plan.event_days.length;
  let done = 0;
  try {
    await checkHistory(lake, request);
    const run = runId(lake.clock.now(), randomUUID());
    const ports = { ...lake, trail: found?.trail ?? noTrail, log: silentLog };
    const { built } = await runJob(ports, startJob(plan, run, force), {
      deadline: noDeadline,
      ...LOCAL_PLACE,
      prices,
      onBuilt: ({ table, day }) => {
        progress.show(++done, total, `${table} ${day}`);
      },
    });
    return { built, skipped: new Map(lake.sql.skipped()), hasTrail: found !== null };
  } finally {
    progress.stop();
    lake.sql.close();
  }
}
