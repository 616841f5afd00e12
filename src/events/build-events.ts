/** Events: from a day's history and submissions to one published partition. */
import { addDays } from '../core/days';
import { JobIncomplete } from '../core/errors';
import { recorded } from '../core/ledger';
import { buildPartition, type BuiltPartition, type PartitionPorts } from '../core/partition-run';
import type { Clock, FileStore } from '../core/ports';
import { isReplaceable, provisionally } from '../core/provisional';
import { renderSql } from '../core/sql-text';
import { EVENTS_SCHEMA_VERSION } from '../core/tables';
import type { BuildOptions } from '../submissions/build-submissions';
import { judgeEvents } from './audit';
import { isWithoutTrail } from './without-trail';
import type { Prices } from './prices';
import AUDIT from './sql/audit.sql';
import INSERT from './sql/insert.sql';

/** CloudTrail may deliver a record again up to 30 days later; one more for the folder's date. */
export const LAST_DELIVERY_DAYS = 31;

const NO_TRAIL =
  'no trail: no log file of any account was delivered for this day, so no event says who';

export interface EventsPorts extends PartitionPorts {
  files: FileStore;
  clock: Clock;
}

/** The days that the statements read for the events of `day`. */
const daysRead = (day: string) => ({
  day,
  day_before: addDays(day, -1),
  day_after: addDays(day, 1),
  delivered_from: addDays(day, -1),
  delivered_to: addDays(day, LAST_DELIVERY_DAYS),
});

/** The price list as VALUES; a row that matches no region keeps the list from being empty. */
function priceParameters(prices: Prices) {
  const tuples = Object.entries(prices.usd_per_tb).map(([region, usd]) => [region, usd] as const);
  return {
    region_prices: { tuples: [...tuples, ['(any other)', prices.default_usd_per_tb] as const] },
    default_price_per_tb: prices.default_usd_per_tb,
    bytes_per_tb: prices.bytes_per_tb,
  };
}

/** The statement that writes one run of a day's events. */
export const insertStatement = (day: string, run: string, prices: Prices): string =>
  renderSql(INSERT, {
    ...daysRead(day),
    ...priceParameters(prices),
    schema_version: EVENTS_SCHEMA_VERSION,
    run,
  });

/** The statement whose one row {@link judgeEvents} reads. */
export const auditStatement = (day: string, run: string): string =>
  renderSql(AUDIT, { ...daysRead(day), run });

/** @throws JobIncomplete if a delivered day that may hold the day's calls was to be read, and never was */
async function assertRead(
  { catalog }: Pick<EventsPorts, 'catalog'>,
  { day, delivered_from, delivered_to }: ReturnType<typeof daysRead>,
  needs: readonly string[],
): Promise<void> {
  const needed = needs.filter((one) => one >= delivered_from && one <= delivered_to);
  if (needed.length === 0) return;
  const read = new Set((await catalog.listPublished('submissions')).map((one) => one.day));
  const unread = needed.filter((one) => !read.has(one));
  if (unread.length > 0)
    throw new JobIncomplete(
      `events ${day}: delivered days that may hold its calls could not be read: ${unread.join(', ')}.`,
    );
}

/**
 * Builds and publishes the events of one day; a day on which nothing happened is published empty.
 * @param options `needs`: delivered days that must have been read
 * @throws AuditFailed, StatementFailed, UnreadableFile, JobIncomplete: nothing published changes
 * @throws DeadlineReached: call again with the same run
 */
export async function buildEvents(
  ports: EventsPorts,
  day: string,
  options: BuildOptions & { prices: Prices; needs?: readonly string[] | undefined },
): Promise<BuiltPartition> {
  const { run, account_id, region, deadline, prices } = options;
  const head = { job: 'events', run, day, account_id, region } as const;
  const { built } = await recorded(ports, head, async () => {
    await assertRead(ports, daysRead(day), options.needs ?? []);
    const force = options.force || (await isReplaceable(ports, 'events', day));
    const built = await buildPartition(ports, {
      table: 'events',
      day,
      run,
      deadline,
      inserts: (attempt) => [insertStatement(day, attempt, prices)],
      audit: (attempt) => auditStatement(day, attempt),
      judge: (found, written) => judgeEvents(found, written, day, force),
    });
    const without_trail = await isWithoutTrail(ports, daysRead(day));
    const notes = [provisionally(day, ports.clock.now()), without_trail ? NO_TRAIL : null];
    const message = notes.filter(Boolean).join('; ') || null;
    return { built, ledger: { run: built.run, counts: built.counts, message } };
  });
  return built;
}
