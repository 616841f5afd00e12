/** Builds the program and the demo once for all files of this suite. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProgram } from '../cli/program';

export default function setup(): void {
  const folder = mkdtempSync(join(tmpdir(), 'athena-ledger-browser-'));
  process.env['BROWSER_FOLDER'] = folder;
  const args = [builtProgram(), 'demo', '--lake', join(folder, 'demo')];
  execFileSync(process.execPath, args, { stdio: 'ignore' });
}
