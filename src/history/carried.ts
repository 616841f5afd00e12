import { addDays } from '../core/days';
import { latestLedger } from '../core/ledger';
import type { FileStore } from '../core/ports';
import { ATHENA } from './request';

/**
 * Ids that an earlier run saw running: those of the newest record on the last day of the window or
 * before it. Every run carries forward what it could not settle, so that the newest is enough.
 */
export async function carriedIds(
  files: FileStore,
  last_day: string,
  account_id: string,
  region: string,
): Promise<string[]> {
  for (let back = 0; back <= ATHENA.days; back += 1) {
    const record = await latestLedger(
      files,
      addDays(last_day, -back),
      'history',
      account_id,
      region,
    );
    if (record) return record.pending;
  }
  return [];
}
