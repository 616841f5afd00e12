import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder';
import type { FileStore, StoredFile } from '../core/ports';

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
    write: async (key, body) => {
      const path = join(root, key);
      const unfinished = join(dirname(path), `.${randomUUID()}.unfinished`);
      await makeFolder(dirname(path));
      try {
        await writeFile(unfinished, body);
        await rename(unfinished, path);
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    delete: async (keys) => {
      await Promise.all(keys.map((key) => rm(join(root, key), { force: true })));
    },
  };
}
