/** Builds the program and the demo once for all files of this suite. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram, succeed } from '../cli/program';

export default async function setup(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'athena-ledger-browser-'));
  process.env['BROWSER_FOLDER'] = folder;
  builtProgram();
  await succeed(['demo', '--lake', join(folder, 'demo')]);
}
