import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Organization } from '../oracle/organization';

function writeGzip(folder: string, key: string, text: string): void {
  const path = join(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzipSync(text, { level: 1 }));
}

/** Writes the organization's files below `lake`: history as lines, the trail as CloudTrail's JSON. */
export function writeOrganization(org: Organization, lake: string): void {
  for (const { key, rows } of org.history)
    writeGzip(lake, key, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  for (const { key, records } of org.trail)
    writeGzip(lake, key, JSON.stringify({ Records: records }));
}
