import { parseRunKey, runPrefix } from './lake';
import type { Catalog, Clock, FileStore, PublishedTable, StagedPartition } from './ports';
import { runStart } from './run-id';

/** A query that began before the publish may read the old files this long. */
const KEEP_MS = 24 * 60 * 60 * 1000;

export interface SweepPorts {
  catalog: Catalog;
  files: FileStore;
  clock: Clock;
}

/**
 * Deletes runs that were superseded, or never published, more than 24 hours ago: their staging
 * partitions and their files. Never a published run, nor one that began less than 24 hours ago (it
 * may be under way), nor a folder whose name is no run's.
 * @returns the runs that are gone
 */
export async function sweepRuns(
  ports: SweepPorts,
  table: PublishedTable,
): Promise<StagedPartition[]> {
  const before = ports.clock.now().getTime() - KEEP_MS;
  const published = new Map((await ports.catalog.listPublished(table)).map((p) => [p.day, p]));
  const isOver = ({ day, run }: StagedPartition): boolean => {
    const current = published.get(day);
    if (current && (current.run === run || current.published_at.getTime() > before)) return false;
    const start = runStart(run)?.getTime();
    return start !== undefined && start <= before;
  };
  const keys = new Map<string, string[]>();
  const runs = new Map<string, StagedPartition>();
  for (const staged of await ports.catalog.listStaged(table)) {
    if (isOver(staged)) runs.set(runPrefix(table, staged.day, staged.run), staged);
  }
  for await (const { key } of ports.files.list(`${table}/`)) {
    const found = parseRunKey(table, key);
    if (!found || !isOver(found)) continue;
    const prefix = runPrefix(table, found.day, found.run);
    runs.set(prefix, found);
    keys.set(prefix, [...(keys.get(prefix) ?? []), key]);
  }
  const swept = [...runs.values()];
  await ports.catalog.dropStaged(table, swept);
  await ports.files.delete([...keys.values()].flat());
  return swept;
}
