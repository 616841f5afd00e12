import type { Catalog, FileStore } from '../core/ports';
import type { LedgerRecord } from '../core/tables';

interface WithoutTrailPorts {
  catalog: Catalog;
  files: FileStore;
}

/** Whether the newest job that read the delivered day found no account; unknown counts as found. */
async function foundNoSource(files: FileStore, delivered_day: string): Promise<boolean> {
  let newest: Pick<LedgerRecord, 'outcome' | 'finished_at' | 'sources'> | null = null;
  for await (const { key } of files.list(`ledger/day=${delivered_day}/job=submissions/`)) {
    const body = await files.read(key);
    const record = body && (JSON.parse(body.toString('utf8')) as LedgerRecord);
    if (record?.outcome !== 'done') continue;
    if (!newest || record.finished_at >= newest.finished_at) newest = record;
  }
  return newest?.sources.length === 0;
}

/**
 * True if no delivered day that may hold the calls was read, or all that were had no log files: then
 * nothing is known of who asked, which is not the same as nobody having asked.
 */
export async function isWithoutTrail(
  { catalog, files }: WithoutTrailPorts,
  { delivered_from, delivered_to }: { delivered_from: string; delivered_to: string },
): Promise<boolean> {
  const published = await catalog.listPublished('submissions');
  for (const { day } of published) {
    const read = day >= delivered_from && day <= delivered_to;
    if (read && !(await foundNoSource(files, day))) return false;
  }
  return true;
}
