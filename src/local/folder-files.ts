import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore, StoredFile } from '../core/ports';
import { appearWhole } from './appear-whole';

/** By its code alone: an error of another realm (a test's sandbox) is no `instanceof Error`. */
const isMissing = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** `work`, or `otherwise` if what it asks for does not exist. */
async function unlessMissing<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) return otherwise;
    throw error;
  }
}

/**
 * Files below `folder` whose key starts with `prefix`, in key order. A folder sorts as `name/`, as
 * its keys do in a bucket.
 */
async function* walk(root: string, folder: string, prefix: string): AsyncIterable<StoredFile> {
  const entries = await unlessMissing([], () =>
    readdir(join(root, folder), { withFileTypes: true }),
  );
  const keys = entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`);
  for (const key of keys.sort()) {
    if (key.endsWith('/')) {
      if (key.startsWith(prefix) || prefix.startsWith(key)) yield* walk(root, key, prefix);
    } else if (key.startsWith(prefix)) {
      yield { key, size_bytes: (await stat(join(root, key))).size };
    }
  }
}

/** The lake as a folder. A file appears whole: it is written beside and renamed into place. */
export function folderFiles(root: string): FileStore {
  return {
    list: (prefix) => walk(root, prefix.slice(0, prefix.lastIndexOf('/') + 1), prefix),
    read: (key) => unlessMissing<Buffer | null>(null, () => readFile(join(root, key))),
    write: (key, body) => appearWhole(join(root, key), (unfinished) => writeFile(unfinished, body)),
    delete: async (keys) => {
      await Promise.all(keys.map((key) => rm(join(root, key), { force: true })));
    },
  };
}
