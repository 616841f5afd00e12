/** What came of one day of a backfill, by the ledger and the lake. */
import { ledgerPrefix, runPrefix } from '../../core/lake';
import type { FileStore, PublishedTable } from '../../core/ports';
import { isAttemptOf } from '../../core/run-id';
import type { LedgerRecord } from '../../core/tables';
import type { DayOutcome } from './request';

export interface DayReport {
  day: string;
  outcome: DayOutcome['outcome'];
  /** Events that the run published; null if it did not. */
  rows: number | null;
  /** Size of their files. */
  bytes: number | null;
  /** All that belongs to the day is there and final, as far as the ledger knows. */
  complete: boolean;
  /** What keeps it from being complete, one line each. */
  missing: string[];
  /** Why it failed; null if it did not. */
  message: string | null;
}

/** Where the jobs ran, as the ledger has it. */
export interface Place {
  account_id: string;
  region: string;
}

type Files = Pick<FileStore, 'list' | 'read'>;
type Noted = Pick<LedgerRecord, 'run' | 'outcome' | 'counts' | 'message' | 'finished_at'>;

/** The newest record of a day that the run, or an attempt of it, has written. */
export async function recordOf(
  files: Files,
  { job, day, run }: { job: PublishedTable; day: string; run: string },
  { account_id, region }: Place,
): Promise<Noted | null> {
  const folder = ledgerPrefix(day, job, account_id, region);
  let newest: Noted | null = null;
  for await (const { key } of files.list(`${folder}${run}`)) {
    const name = key.slice(folder.length).replace(/\.json$/, '');
    if (name !== run && !isAttemptOf(run, name)) continue;
    const body = await files.read(key);
    const record = body && (JSON.parse(body.toString('utf8')) as Noted);
    if (record && (!newest || record.finished_at >= newest.finished_at)) newest = record;
  }
  return newest;
}

/** Counts of the ledger that keep a day from being complete, in the words of a report. */
const LACKS: readonly [count: string, what: string][] = [
  ['history_only', 'without a call'],
  ['trail_only', 'without history'],
  ['running', 'still running'],
  ['unidentified', 'calls without an id'],
  ['unreadable', 'calls without a time'],
  ['files_skipped', 'files left out'],
];

async function isCollected(files: Files, day: string): Promise<boolean> {
  for await (const _file of files.list(`ledger/day=${day}/job=history/`)) return true;
  return false;
}

async function missingOf(files: Files, day: string, record: Noted): Promise<string[]> {
  const lacks = LACKS.flatMap(([count, what]) =>
    (record.counts[count] ?? 0) > 0 ? [`${record.counts[count]} ${what}`] : [],
  );
  const collected = await isCollected(files, day);
  return [
    ...lacks,
    ...(collected ? [] : ['no history was collected']),
    ...(record.message === null ? [] : [record.message]),
  ];
}

async function bytesOf(files: Files, prefix: string): Promise<number> {
  let bytes = 0;
  for await (const { size_bytes } of files.list(prefix)) bytes += size_bytes;
  return bytes;
}

/** Why a day is not there: the job's words, else the failure's name. */
export const reasonFor = ({ error, message }: DayOutcome, record: Noted | null): string =>
  record?.message ??
  message ??
  `${error ?? 'Unknown'}: no record of it; the execution has the details`;

/** @param outcome of the day, as whoever built it saw it */
export async function reportDay(
  files: Files,
  run: string,
  outcome: DayOutcome,
  place: Place,
): Promise<DayReport> {
  const { day } = outcome;
  const record = await recordOf(files, { job: 'events', day, run }, place);
  if (outcome.outcome === 'failed' || record?.outcome !== 'done') {
    const message = reasonFor(outcome, record);
    const nothing = { rows: null, bytes: null, complete: false, missing: [] };
    return { day, outcome: 'failed', ...nothing, message };
  }
  const missing = await missingOf(files, day, record);
  return {
    day,
    outcome: 'done',
    rows: record.counts['rows'] ?? null,
    bytes: await bytesOf(files, runPrefix('events', day, record.run)),
    complete: missing.length === 0,
    missing,
    message: null,
  };
}
