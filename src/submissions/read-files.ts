/** Which files of the lake's own trail a run has read: the next run of the day leaves them out. */
import { runPrefix, TRAIL_PREFIX } from '../core/lake';
import type { FileStore, TrailSource } from '../core/ports';
import type { NewFile } from './statements';

/** Sizes in bytes by key. A file of another size is another file: its window was collected again. */
export type ReadFiles = ReadonlyMap<string, number>;

/** Hive's readers, Athena's among them, leave out what begins with an underscore. */
const keyOf = (delivered_day: string, run: string): string =>
  `${runPrefix('submissions', delivered_day, run)}_files.json`;

/** What the run has read; null if it does not say. */
export async function readFilesOf(
  files: FileStore,
  delivered_day: string,
  run: string,
): Promise<ReadFiles | null> {
  const key = keyOf(delivered_day, run);
  for await (const found of files.list(key)) {
    const body = found.key === key ? await files.read(key) : null;
    if (body) return new Map(Object.entries(JSON.parse(body.toString('utf8')) as object));
  }
  return null;
}

export const noteReadFiles = (
  files: FileStore,
  delivered_day: string,
  run: string,
  read: ReadFiles,
): Promise<void> =>
  files.write(keyOf(delivered_day, run), Buffer.from(JSON.stringify(Object.fromEntries(read))));

/** Files of a delivered day, of the accounts and regions that have any. */
export async function presentFiles(
  files: FileStore,
  sources: readonly TrailSource[],
  delivered_day: string,
): Promise<ReadFiles> {
  const present = new Map<string, number>();
  const day = delivered_day.replaceAll('-', '/');
  for (const { account_id, region } of sources) {
    const prefix = `${TRAIL_PREFIX}${account_id}/CloudTrail/${region}/${day}/`;
    for await (const { key, size_bytes } of files.list(prefix)) present.set(key, size_bytes);
  }
  return present;
}

const PLACE = /\/(\d{12})\/CloudTrail\/([^/]+)\//;

/**
 * Files that a run has not read, as the engine names them.
 * @param lake_root what the engine puts before a key
 * @returns null if a file is gone that it has read: then the published rows are not to be kept
 */
export function newFiles(present: ReadFiles, read: ReadFiles, lake_root: string): NewFile[] | null {
  if ([...read.keys()].some((key) => !present.has(key))) return null;
  return [...present]
    .filter(([key, size_bytes]) => read.get(key) !== size_bytes)
    .map(([key]) => {
      const [, account_id = '', region = ''] = PLACE.exec(key) ?? [];
      return { account_id, region, path: `${lake_root}${key}` };
    });
}
