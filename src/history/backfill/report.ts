/** What a backfill of one account and region has collected, and what not. */
import { JobIncomplete } from '../../core/errors';
import { ledgerPrefix } from '../../core/lake';
import type { FileStore } from '../../core/ports';
import { messageIn } from '../../core/task-cause';
import type { Collected } from './request';

/** What an execution ends with. */
export interface CollectionReport {
  done: true;
  run: string;
  from: string;
  to: string;
  /** Queries of the history; null if Athena was not asked. */
  queries: number | null;
  /** Calls by day; empty if CloudTrail was not asked. */
  lookups: { day: string; records: number; hours: number }[];
  notes: string[];
}

interface Place {
  account_id: string;
  region: string;
}

/** Where the runs of hours wrote their records, to say why one failed. */
export interface Ledger {
  files: Pick<FileStore, 'read'>;
  place: () => Promise<Place>;
  runOfHour: (run: string, hour: number) => string;
}

type Day = Collected['lookups'][number];

/** The first failed hour's words stand for the day's others: mostly they are the same. */
async function whyFailed(
  { files, place, runOfHour }: Ledger,
  run: string,
  { day, hours }: Day,
): Promise<string> {
  const failed = hours.filter(({ outcome }) => outcome === 'failed');
  const [first] = failed;
  const { account_id, region } = await place();
  const key = `${ledgerPrefix(day, 'lookup', account_id, region)}${runOfHour(run, first?.hour ?? 0)}.json`;
  // A run that died has no record, and S3 says of what is not there that it may not be read.
  const body = await files.read(key).catch(() => null);
  const record = body && (JSON.parse(body.toString('utf8')) as { message?: string | null });
  return `${day} hours ${failed.map(({ hour }) => hour).join(', ')}: ${record?.message ?? first?.error ?? 'unknown'}`;
}

/** @returns what is missing, one line each */
async function missingOf({ run, history, lookups }: Collected, ledger: Ledger): Promise<string[]> {
  const missing = history
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ cause, error }) => messageIn(cause) ?? error ?? 'unknown');
  for (const day of lookups)
    if (day.hours.some(({ outcome }) => outcome === 'failed'))
      missing.push(await whyFailed(ledger, run, day));
  return missing;
}

const recordsOf = ({ hours }: Day): number =>
  hours.reduce((sum, { records = 0 }) => sum + records, 0);

/** Keeps the message of a long range readable; the ledger has all. */
const MOST_LINES = 10;

/**
 * @throws JobIncomplete that names the days and hours which failed; all others are collected
 */
export async function reportCollected(
  collected: Collected,
  ledger: Ledger,
): Promise<CollectionReport> {
  const { run, from, to, history, lookups, notes } = collected;
  const missing = await missingOf(collected, ledger);
  if (missing.length > 0) {
    const more = missing.length > MOST_LINES ? ` · and ${missing.length - MOST_LINES} more` : '';
    throw new JobIncomplete(
      `Not collected of ${from} to ${to}: ${missing.slice(0, MOST_LINES).join(' · ')}${more}. ` +
        'The rest is written; run these days again.',
    );
  }
  return {
    done: true,
    run,
    from,
    to,
    queries: history[0]?.queries ?? null,
    lookups: lookups.map((day) => ({
      day: day.day,
      records: recordsOf(day),
      hours: day.hours.length,
    })),
    notes,
  };
}
