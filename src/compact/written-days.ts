/** How far a run has come: kept in the run's folder, hidden from readers, and swept with it. */
import { runPrefix } from '../core/lake';
import type { FileStore } from '../core/ports';

/** One delivered day that was read to its end. */
export interface WrittenDay {
  delivered_day: string;
  /** Null if the engine did not say it of every statement. */
  rows_written: number | null;
  files_skipped: number;
  /** Accounts and regions that were read, as `ACCOUNT/REGION`. */
  sources: string[];
}

/** Hive's readers leave out what begins with an underscore. */
const keyOf = (month: string, run: string): string =>
  `${runPrefix('cloudtrail_events', month, run)}_written_days.json`;

/** The days that earlier calls of this run have written; none if this is the first. */
export async function readWrittenDays(
  files: FileStore,
  month: string,
  run: string,
): Promise<WrittenDay[]> {
  const body = await files.read(keyOf(month, run));
  return body ? (JSON.parse(body.toString('utf8')) as WrittenDay[]) : [];
}

export const writeWrittenDays = (
  files: FileStore,
  month: string,
  run: string,
  days: readonly WrittenDay[],
): Promise<void> => files.write(keyOf(month, run), Buffer.from(JSON.stringify(days)));
