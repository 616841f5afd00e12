/** A call and what it left behind: a line in Athena's history, records in the trail. */
import type { HistoryRow } from '../core/tables';
import { execute, type Ask } from './execution';
import type { Random } from './random';
import { submission, type TrailRecord } from './record';

export interface Delivery {
  record: TrailRecord;
  /** When CloudTrail publishes it, milliseconds since 1970. */
  at: number;
  account_id: string;
  region: string;
}

/** A line of history and the collection that wrote it. */
export interface Collected {
  row: HistoryRow;
  /** The folder: the day of the submission. */
  day: string;
  window: string;
}

export interface Trace {
  /** What the next collection finds; null if history is gone by then. */
  row: HistoryRow | null;
  deliveries: Delivery[];
  /** What other collections wrote: doubled or stale files. */
  collected?: Collected[];
}

/** CloudTrail takes about five minutes on average. */
export const delivered = (record: TrailRecord, called_at: number, random: Random): Delivery => ({
  record,
  at: called_at + random.integer(90_000, 480_000),
  account_id: record.recipientAccountId,
  region: record.awsRegion,
});

/** An accepted call: one line, one record. Its parts are for the odd cases to bend. */
export function call(
  ask: Ask,
  random: Random,
): Trace & { row: HistoryRow; deliveries: [Delivery] } {
  const row = execute(ask, random.uuid(), random);
  const called_at = ask.at - random.integer(0, 180);
  const record = submission(ask.caller, called_at, row, ask.workgroup, random);
  return { row, deliveries: [delivered(record, called_at, random)] };
}
