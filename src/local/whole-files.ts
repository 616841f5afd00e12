import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { messageOf } from '../core/errors';
import type { FileStore } from '../core/ports';

/** Reads a gzip file to its end, checksum included. @returns what is wrong with it, or null */
async function gzipTrouble(path: string): Promise<string | null> {
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), nowhere);
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

/**
 * History files of these days that are not whole. DuckDB does not check a gzip file's end: one that
 * was cut between two lines would pass as a shorter one, and its queries would be lost unseen. (A
 * trail file is one JSON document: cut, it is none.)
 * @yields the path of each broken file, with the reason
 */
export async function* brokenHistory(
  files: FileStore,
  lake: string,
  days: readonly string[],
): AsyncIterable<{ file: string; reason: string }> {
  for (const day of days) {
    for await (const { key } of files.list(`history/day=${day}/`)) {
      if (!key.endsWith('.gz')) continue;
      const reason = await gzipTrouble(join(lake, key));
      if (reason !== null) yield { file: join(lake, key), reason };
    }
  }
}
