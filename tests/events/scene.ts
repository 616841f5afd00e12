import { noDeadline } from '../../src/core/clock';
import { dayRange } from '../../src/core/days';
import type { Trail } from '../../src/core/ports';
import type { LedgerRecord } from '../../src/core/tables';
import { LIST_PRICES } from '../../src/events/prices';
import type { JobOptions } from '../../src/events/run-job';
import { keptLog, type KeptLog } from '../memory/kept-log';
import { memoryCatalog, type MemoryCatalog } from '../memory/memory-catalog';
import { memoryFiles, type MemoryFiles } from '../memory/memory-files';
import { steppingClock, type SteppingClock } from '../stand-ins/stepping-clock';
import { modelEngine, type Given, type ModelEngine } from './lake-model';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';

export interface Scene {
  sql: ModelEngine;
  catalog: MemoryCatalog;
  files: MemoryFiles;
  trail: Trail;
  clock: SteppingClock;
  log: KeptLog;
}

/** Ports over a model of the lake. The trail has one account on days that have calls. */
export function scene(given: Given, now = '2026-03-02T02:15:00.000Z'): Scene {
  const clock = steppingClock(now);
  const catalog = memoryCatalog(clock);
  const files = memoryFiles();
  const sources = (day: string) =>
    Promise.resolve(given.calls[day] ? [{ account_id: ACCOUNT, region: REGION }] : []);
  const sql = modelEngine(given, catalog, files);
  return { sql, catalog, files, trail: { sources }, clock, log: keptLog() };
}

/** Every day from `from` to `to`: two queries, both called for, delivered on the day. */
export function everyDay(from: string, to: string): Given {
  const given: Given = { calls: {}, history: {} };
  for (const day of dayRange(from, to)) {
    given.history[day] = [`${day}-a`, `${day}-b`];
    given.calls[day] = given.history[day].map((id) => ({ id, day }));
  }
  return given;
}

export const options = (over: Partial<JobOptions> = {}): JobOptions => ({
  deadline: noDeadline,
  account_id: ACCOUNT,
  region: REGION,
  prices: LIST_PRICES,
  ...over,
});

/** Records of a job and a day, in the order of their keys. */
export const ledgerOf = (
  { files }: Pick<Scene, 'files'>,
  job: string,
  day: string,
): LedgerRecord[] =>
  [...files.files]
    .filter(([key]) => key.startsWith(`ledger/day=${day}/job=${job}/`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, body]) => JSON.parse(body.toString('utf8')) as LedgerRecord);

/** What readers see: each published day with its rows. */
export async function published({ sql, catalog }: Pick<Scene, 'sql' | 'catalog'>) {
  const seen: Record<string, string[]> = {};
  for (const table of ['submissions', 'events'] as const)
    for (const { day } of await catalog.listPublished(table))
      seen[`${table} ${day}`] = (await sql.rows(table, day)).sort();
  return seen;
}
