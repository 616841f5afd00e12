import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Makes a folder and those above it; one that is there already is fine. Node's own recursive mkdir
 * never ends where a folder exists but takes no new ones, as below /proc.
 * @throws the system's error, with the path
 */
export async function makeFolder(path: string): Promise<void> {
  if (await exists(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === 'EEXIST';
    if (!isThere) throw error;
  }
}
