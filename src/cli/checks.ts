/** What `doctor` looks at, one check after the other; none changes anything. */
import { randomUUID } from 'node:crypto';
import { noDeadline } from '../core/clock';
import { addDays, dayOf } from '../core/days';
import { messageOf } from '../core/errors';
import type { Catalog, Clock, SqlEngine, SqlRow, Trail, TrailSource } from '../core/ports';
import { lastCollections, trailRecords } from '../report/doctor';

export interface DoctorPorts {
  trail: Trail | null;
  sql: SqlEngine;
  catalog: Catalog;
  clock: Clock;
}

export interface Finding {
  what: string;
  ok: boolean;
  found: string;
  /** What to do; null if nothing, or if `found` says it. */
  advice: string | null;
}

/** Collections start at 00:20 and builds at 01:15 UTC: before this hour yesterday may be missing. */
const READY_HOUR = 3;
/** How far back a last collection is looked for; Athena forgets after 45 days. */
const LOOK_BACK_DAYS = 45;
/** Names of accounts and regions that one line shows. */
const NAMED = 5;

/** The last day that must have been collected and built. */
function expectedDay(now: Date): string {
  return addDays(dayOf(now), now.getUTCHours() < READY_HOUR ? -2 : -1);
}

const ok = (what: string, found: string): Finding => ({ what, ok: true, found, advice: null });
const problem = (what: string, found: string, advice: string | null): Finding => ({
  what,
  ok: false,
  found,
  advice,
});

/** A call that is denied says itself which permission is missing. */
const guarded = async (what: string, check: () => Promise<Finding>): Promise<Finding> =>
  check().catch((error: unknown) => problem(what, messageOf(error), null));

const ask = (sql: SqlEngine, statement: string): Promise<SqlRow[]> =>
  sql.query(statement, { token: `doctor-${randomUUID()}`, deadline: noDeadline });

const named = (names: readonly string[]): string =>
  names.slice(0, NAMED).join(', ') + (names.length > NAMED ? `, … (${names.length} in all)` : '');

function trailFinding(sources: readonly TrailSource[], day: string): Finding {
  if (sources.length > 0)
    return ok('trail', `${sources.length} accounts and regions delivered on ${day}.`);
  return problem(
    'trail',
    `No account delivered on ${day}.`,
    'Check that the trail is logging, and that the folder named is the one above its accounts.',
  );
}

async function readsTrail(sql: SqlEngine, source: TrailSource, day: string): Promise<Finding> {
  const { account_id, region } = source;
  const [row] = await ask(sql, trailRecords(account_id, region, day));
  const records = Number(row?.['records'] ?? 0);
  const where = `of ${account_id}/${region} on ${day}`;
  if (records > 0) return ok('table cloudtrail', `It reads ${records} records ${where}.`);
  return problem(
    'table cloudtrail',
    `It reads no record ${where}, but files are there.`,
    'Give the main stack the TrailLocation that was checked here.',
  );
}

async function collections(
  sql: SqlEngine,
  sources: readonly TrailSource[],
  day: string,
): Promise<Finding> {
  const rows = await ask(sql, lastCollections(addDays(day, -LOOK_BACK_DAYS)));
  const last = new Map(
    rows.map((row) => [
      `${String(row['account_id'])}/${String(row['region'])}`,
      String(row['last_day']),
    ]),
  );
  const expected = new Set([
    ...last.keys(),
    ...sources.map(({ account_id, region }) => `${account_id}/${region}`),
  ]);
  const behind = [...expected].sort().filter((name) => (last.get(name) ?? '') < day);
  if (expected.size > 0 && behind.length === 0)
    return ok('collections', `${expected.size} accounts and regions have collected ${day}.`);
  const found = behind.map((name) => `${name} (last ${last.get(name) ?? 'never'})`);
  return problem(
    'collections',
    expected.size === 0 ? 'Nobody has collected anything.' : `Behind ${day}: ${named(found)}.`,
    'Deploy the regional stack there, or look at its alarms and its state machine.',
  );
}

async function publishedDays(catalog: Catalog, day: string): Promise<Finding> {
  const days = (await catalog.listPublished('events')).map((one) => one.day).sort();
  const last = days.at(-1);
  if (last !== undefined && last >= day) return ok('events', `Published up to ${last}.`);
  return problem(
    'events',
    last === undefined ? 'No day is published.' : `Published up to ${last} only, not ${day}.`,
    'Look at the last execution of the main stack’s state machine; docs/runbook.md says more.',
  );
}

/** Looks at the trail, the table over it, the collections and the published days, in this order. */
export async function examine({ trail, sql, catalog, clock }: DoctorPorts): Promise<Finding[]> {
  const day = expectedDay(clock.now());
  const findings: Finding[] = [];
  let sources: TrailSource[] = [];
  if (trail) {
    findings.push(
      await guarded('trail', async () => {
        sources = await trail.sources(day);
        return trailFinding(sources, day);
      }),
    );
    const [first] = sources;
    if (first) findings.push(await guarded('table cloudtrail', () => readsTrail(sql, first, day)));
  }
  findings.push(await guarded('collections', () => collections(sql, sources, day)));
  findings.push(await guarded('events', () => publishedDays(catalog, day)));
  return findings;
}
