/** The files behind the tables' partitions, by their names alone. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PARTITION_KEYS } from '../../core/lake';
import type { PublishedTable } from '../../core/ports';

/** Hive's readers leave out what begins with a dot or an underscore, and so do we. */
const JSON_FILE = /^[^._].*\.json(?:\.gz)?$/;
/** Athena and Trino give the Parquet files that they write no extension: what is not hidden is data. */
const PARQUET_FILE = /^[^._]/;

/** Of a folder, sorted by name; none if there is no such folder. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A link counts as what it leads to. */
const isFolder = async (folder: string, entry: Dirent): Promise<boolean> =>
  entry.isDirectory() ||
  (entry.isSymbolicLink() && (await stat(join(folder, entry.name))).isDirectory());

/** Files of a folder and all folders in it. */
async function filesBelow(folder: string, name: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (await isFolder(folder, entry)) found.push(...(await filesBelow(path, name)));
    else if (name.test(entry.name)) found.push(path);
  }
  return found;
}

/** Values of the folders `key=value` in a folder. */
async function valuesOf(folder: string, key: string): Promise<string[]> {
  const names = (await entriesOf(folder)).map(({ name }) => name);
  return names.filter((name) => name.startsWith(`${key}=`)).map((n) => n.slice(key.length + 1));
}

export type Wanted = (value: string) => boolean;

/** JSON files below `folder/day=D/`, of the days wanted. */
export async function dayFiles(folder: string, wanted: Wanted): Promise<string[]> {
  const days = (await valuesOf(folder, 'day')).filter(wanted);
  const files = await Promise.all(
    days.map((day) => filesBelow(join(folder, `day=${day}`), JSON_FILE)),
  );
  return files.flat();
}

/** Parquet files of one run. */
export const runFiles = (folder: string): Promise<string[]> => filesBelow(folder, PARQUET_FILE);

/** Parquet files of the runs wanted, published or not: `wanted` by partition key, the run last. */
export async function stagedFiles(
  lake: string,
  table: PublishedTable,
  wanted: (key: string, value: string) => boolean,
): Promise<string[]> {
  let folders = [join(lake, table)];
  for (const key of [...PARTITION_KEYS[table], 'run']) {
    const next: string[] = [];
    for (const folder of folders) {
      const values = (await valuesOf(folder, key)).filter((value) => wanted(key, value));
      next.push(...values.map((value) => join(folder, `${key}=${value}`)));
    }
    folders = next;
  }
  return (await Promise.all(folders.map(runFiles))).flat();
}
