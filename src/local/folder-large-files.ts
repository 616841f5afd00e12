import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LargeFiles } from '../core/ports';
import { appearWhole } from './appear-whole';

/**
 * Files larger than memory, in a folder. A stream is not used: one that fails at its first part may
 * open its file after it was taken away.
 */
export const folderLargeFiles = (root: string): LargeFiles => ({
  writeParts: (key, parts) =>
    appearWhole(join(root, key), (unfinished) => writeFile(unfinished, parts)),
});
