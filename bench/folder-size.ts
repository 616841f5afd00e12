import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files below a folder. */
export function folderBytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const sizes = files.filter((f) => f.isFile()).map((f) => statSync(join(f.parentPath, f.name)));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
