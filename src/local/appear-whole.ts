import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder';

/**
 * Writes a file that readers see whole or not at all: beside, under a hidden name, then renamed.
 * @param fill writes the file at the path given to it
 */
export async function appearWhole(
  path: string,
  fill: (unfinished: string) => Promise<void>,
): Promise<void> {
  const unfinished = join(dirname(path), `.${randomUUID()}.unfinished`);
  await makeFolder(dirname(path));
  try {
    await fill(unfinished);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
