import {
  ledgerDay,
  ofLedgerDay,
  parsePartitionKey,
  parseRunKey,
  partitionPrefix,
  runPrefix,
} from '../core/lake';
import type {
  Catalog,
  Clock,
  FileStore,
  PublishedPartition,
  PublishedTable,
  StagedPartition,
} from '../core/ports';
import type { LedgerRecord } from '../core/tables';

/** Hidden from Hive's readers by its underscore. */
const MARKER = '_published.json';

const markerKey = (table: PublishedTable, day: string): string =>
  `${partitionPrefix(table, day)}${MARKER}`;

async function readJson<T>(files: FileStore, key: string): Promise<T | null> {
  const body = await files.read(key);
  return body ? (JSON.parse(body.toString('utf8')) as T) : null;
}

/** What a copy of a bucket knows of a partition: the newest run that its ledger calls done. */
async function fromLedger(
  files: FileStore,
  table: PublishedTable,
  day: string,
): Promise<PublishedPartition | null> {
  let newest: PublishedPartition | null = null;
  for await (const { key } of files.list(`ledger/day=${ledgerDay(table, day)}/job=${table}/`)) {
    const record = key.endsWith('.json') ? await readJson<LedgerRecord>(files, key) : null;
    if (record?.outcome !== 'done') continue;
    newest = newer(newest, { day, run: record.run, published_at: new Date(record.finished_at) });
  }
  return newest;
}

async function fromMarker(
  files: FileStore,
  table: PublishedTable,
  day: string,
): Promise<PublishedPartition | null> {
  const marker = await readJson<{ run: string; published_at: string }>(
    files,
    markerKey(table, day),
  );
  return marker && { day, run: marker.run, published_at: new Date(marker.published_at) };
}

const newer = (
  a: PublishedPartition | null,
  b: PublishedPartition | null,
): PublishedPartition | null => (!a || (b && b.published_at >= a.published_at) ? b : a);

/** Partitions that have a folder of the table or a ledger record of its job. */
async function daysOf(files: FileStore, table: PublishedTable): Promise<string[]> {
  const days = new Set<string>();
  for await (const { key } of files.list(`${table}/`)) {
    const found = parsePartitionKey(table, key);
    if (found) days.add(found.day);
  }
  for await (const { key } of files.list('ledger/')) {
    const found = /^ledger\/day=([^/]+)\/job=([^/]+)\//.exec(key);
    if (found?.[1] && found[2] === table) days.add(ofLedgerDay(table, found[1]));
  }
  return [...days].sort();
}

/**
 * Partitions of a lake in a folder: a marker beside the runs says which one is published. A copy of a
 * bucket has no markers (there, Glue points at the run); its ledger tells. The newer of both counts,
 * so that a copy may be built on and synchronized again.
 */
export function folderCatalog(files: FileStore, clock: Clock): Catalog {
  const published = async (
    table: PublishedTable,
    day: string,
  ): Promise<PublishedPartition | null> =>
    newer(await fromLedger(files, table, day), await fromMarker(files, table, day));
  return {
    published,
    async listPublished(table) {
      const found = await Promise.all(
        (await daysOf(files, table)).map((day) => published(table, day)),
      );
      return found.filter((partition) => partition !== null);
    },
    publish: (table, day, run) =>
      files.write(
        markerKey(table, day),
        Buffer.from(JSON.stringify({ run, published_at: clock.now().toISOString() })),
      ),
    async listStaged(table) {
      const runs = new Map<string, StagedPartition>();
      for await (const { key } of files.list(`${table}/`)) {
        const found = parseRunKey(table, key);
        if (found) runs.set(runPrefix(table, found.day, found.run), found);
      }
      return [...runs.values()];
    },
    // A folder is its own registration: gone with its files.
    dropStaged: () => Promise.resolve(),
  };
}
