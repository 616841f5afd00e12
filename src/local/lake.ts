import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../core/clock';
import { InvalidInput } from '../core/errors';
import type { Catalog, Clock, FileStore } from '../core/ports';
import { duckdbEngine, type LocalEngine } from './duckdb/engine';
import { TO_ASK, TO_BUILD } from './duckdb/session';
import { folderCatalog } from './folder-catalog';
import { folderFiles } from './folder-files';

export interface LocalLake {
  files: FileStore;
  catalog: Catalog;
  clock: Clock;
  sql: LocalEngine;
}

export interface LocalLakeOptions {
  /** The folder above AWSLogs/; the lake's own `trail/` if not given. */
  trail?: string | undefined;
  skipUnreadable?: boolean;
  clock?: Clock;
  views?: readonly { name: string; sql: string }[];
  /** Nothing is built: statements over many days may take more memory, and are faster. */
  isOnlyAsked?: boolean;
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Prefixes by which a folder is known to be a lake. */
const PREFIXES = ['history', 'trail', 'submissions', 'events', 'cloudtrail_events', 'ledger'];

/**
 * @param mayBeEmpty an empty folder is a lake that begins, if something will be written to it
 * @throws InvalidInput if the folder does not exist or has none of a lake's prefixes
 */
export async function assertLake(folder: string, mayBeEmpty = false): Promise<void> {
  if (!(await isFolder(folder))) {
    throw new InvalidInput(
      `${folder}: no such folder; --lake names a lake, or make one with "athena-ledger demo".`,
    );
  }
  const found = await Promise.all(PREFIXES.map((prefix) => isFolder(join(folder, prefix))));
  const isNew = mayBeEmpty && (await readdir(folder)).length === 0;
  if (!found.some(Boolean) && !isNew) {
    throw new InvalidInput(
      `${folder}: this folder is no lake (it has no history/, events/ or ledger/); name a copy of the ` +
        'ledger’s bucket, or collect into it first.',
    );
  }
}

/** The ports of a lake in a folder. Close the engine when done. */
export async function openLake(folder: string, options: LocalLakeOptions = {}): Promise<LocalLake> {
  const files = folderFiles(folder);
  const clock = options.clock ?? systemClock;
  const catalog = folderCatalog(files, clock);
  const sql = await duckdbEngine({
    lake: folder,
    trail: options.trail ?? join(folder, 'trail'),
    catalog,
    views: options.views ?? [],
    skipUnreadable: options.skipUnreadable ?? false,
    memory: options.isOnlyAsked ? TO_ASK : TO_BUILD,
  });
  return { files, catalog, clock, sql };
}
