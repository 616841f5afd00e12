import { DeadlineReached, messageOf } from './errors';
import { ledgerPrefix } from './lake';
import type { Clock, FileStore } from './ports';
import type { Job, LedgerRecord } from './tables/ledger';

/** Writes the record; a later one of the same run replaces it. */
export async function writeLedger(files: FileStore, record: LedgerRecord): Promise<void> {
  const folder = ledgerPrefix(record.day, record.job, record.account_id, record.region);
  const { day: _inTheFolder, ...line } = record;
  await files.write(`${folder}${record.run}.json`, Buffer.from(`${JSON.stringify(line)}\n`));
}

/** Of a record that each day of a run gets: what is the same on all of them. */
export type LedgerOfDays = Omit<LedgerRecord, 'day' | 'counts' | 'pending' | 'sources'>;

/** Writes one record for each day. @param countsOf counts and ids still running of a day */
export async function writeLedgerOfDays(
  files: FileStore,
  days: readonly string[],
  record: LedgerOfDays,
  countsOf: (day: string) => Pick<LedgerRecord, 'counts' | 'pending'>,
): Promise<void> {
  for (const day of days)
    await writeLedger(files, { ...record, day, ...countsOf(day), sources: [] });
}

/** Every record of a job for a day in one account and region. */
export async function* ledgerRecords(
  files: FileStore,
  day: string,
  job: Job,
  account_id: string,
  region: string,
): AsyncGenerator<LedgerRecord> {
  for await (const { key } of files.list(ledgerPrefix(day, job, account_id, region))) {
    const body = await files.read(key);
    if (body) yield { ...(JSON.parse(body.toString('utf8')) as Omit<LedgerRecord, 'day'>), day };
  }
}

/** The newest of them, or null. */
export async function latestLedger(
  ...of: Parameters<typeof ledgerRecords>
): Promise<LedgerRecord | null> {
  let latest: LedgerRecord | null = null;
  for await (const record of ledgerRecords(...of))
    if (!latest || record.finished_at >= latest.finished_at) latest = record;
  return latest;
}

/** What a job knows of its record before it has run. */
export type LedgerHead = Pick<LedgerRecord, 'job' | 'run' | 'day' | 'account_id' | 'region'>;

/** What it adds when it is through. */
export type LedgerResult = Pick<LedgerRecord, 'run' | 'counts'> &
  Partial<Pick<LedgerRecord, 'pending' | 'sources' | 'message'>>;

/**
 * Does the work and writes its record: `done`, `failed` with the error's message, or `unfinished`
 * when the time was over. The error goes on to the caller. A record that cannot be written fails the
 * job too, unless it has failed already.
 */
export async function recorded<T extends { ledger: LedgerResult }>(
  ports: { files: FileStore; clock: Clock },
  head: LedgerHead,
  work: () => Promise<T>,
): Promise<T> {
  const started_at = ports.clock.now().toISOString();
  const record = (outcome: LedgerRecord['outcome'], result: Partial<LedgerResult>): Promise<void> =>
    writeLedger(ports.files, {
      ...head,
      started_at,
      finished_at: ports.clock.now().toISOString(),
      outcome,
      counts: {},
      pending: [],
      sources: [],
      message: null,
      ...result,
    });
  let result: T;
  try {
    result = await work();
  } catch (error) {
    const outcome = error instanceof DeadlineReached ? 'unfinished' : 'failed';
    await record(outcome, { message: messageOf(error) }).catch(() => undefined);
    throw error;
  }
  await record('done', result.ledger);
  return result;
}
