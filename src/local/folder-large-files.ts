import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LargeFiles } from '../core/ports';
import { appearWhole } from './appear-whole';

/** Files larger than memory, in a folder. */
export const folderLargeFiles = (root: string): LargeFiles => ({
  writeParts: (key, parts) =>
    appearWhole(join(root, key), (unfinished) =>
      pipeline(Readable.from(parts, { objectMode: false }), createWriteStream(unfinished)),
    ),
});
