/** What a backfill on a laptop collects first: by your own credentials, region by region. */
import { noDeadline } from '../core/clock';
import { JobIncomplete, messageOf } from '../core/errors';
import type { CollectionPlan } from '../history/backfill/plan';
import { runOfHour, type DayOfHours } from '../lookup/backfill';
import { collectLookup } from '../lookup/collect-lookup';
import { parseRequest } from '../lookup/request';
import { collectRegion } from './collect';
import { lookupPorts } from './collect-lookup';
import type { Progress } from './progress';

export interface CollectionOptions {
  lake: string;
  regions?: string[];
  workgroups?: string[];
  share: number;
}

export interface Collection extends CollectionPlan {
  /** Hours of LookupEvents; empty if who asked is not collected. */
  lookups: DayOfHours[];
}

/** One hour after another: the quota is two calls a second. An hour that fails leaves the others be. */
async function lookUpHours(
  region: string | undefined,
  { run, lookups }: Collection,
  { lake, share }: CollectionOptions,
  progress: Progress,
): Promise<string[]> {
  const ports = await lookupPorts(region, lake);
  const hours = lookups.flatMap(({ day, hours }) => hours.map((hour) => ({ day, hour })));
  const failures: string[] = [];
  for (const [done, { day, hour }] of hours.entries()) {
    progress.show(done, hours.length, `hours of calls, ${day} ${hour}:00`);
    try {
      await collectLookup(ports, parseRequest({ day, hour }), {
        deadline: noDeadline,
        window: 'hour',
        api_share: share,
        run: runOfHour(run, hour),
      });
    } catch (error) {
      failures.push(`calls of ${day} ${hour}:00: ${messageOf(error)}`);
    }
  }
  return failures;
}

/** @returns what could not be collected, one line each */
async function collectOne(
  region: string | undefined,
  collection: Collection,
  options: CollectionOptions,
  progress: Progress,
): Promise<string[]> {
  const failures: string[] = [];
  for (const { from, to } of collection.history) {
    try {
      await collectRegion(region, { ...options, from, to }, progress);
    } catch (error) {
      failures.push(`history${region ? ` of ${region}` : ''}: ${messageOf(error)}`);
    }
  }
  if (collection.lookups.length > 0)
    failures.push(...(await lookUpHours(region, collection, options, progress)));
  return failures;
}

/**
 * Collects the history, and who asked, hour by hour.
 * @returns what could not be collected, one line each; the rest is in the lake
 */
export async function collectForBackfill(
  collection: Collection,
  options: CollectionOptions,
  progress: Progress,
): Promise<string[]> {
  const failures: string[] = [];
  for (const region of options.regions ?? [undefined])
    failures.push(...(await collectOne(region, collection, options, progress)));
  return failures;
}

const MOST_LINES = 5;

/** @throws JobIncomplete if anything could not be collected */
export function assertCollected(failures: readonly string[]): void {
  if (failures.length === 0) return;
  const more = failures.length > MOST_LINES ? ` · and ${failures.length - MOST_LINES} more` : '';
  throw new JobIncomplete(
    `Not collected: ${failures.slice(0, MOST_LINES).join(' · ')}${more}. Run it again for these days.`,
  );
}
