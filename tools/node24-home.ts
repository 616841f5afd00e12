/** Node 24, the major version of the functions' runtime, below `.cache/`: from npm, when asked for. */
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const NODE = 'node@24.21.0';
const FOLDER = resolve('.cache', 'node-24.21.0');

/** Installed under another name and renamed: half an installation is never taken for a whole one. */
function install(): void {
  const unfinished = `${FOLDER}.unfinished`;
  for (const old of [FOLDER, unfinished]) rmSync(old, { recursive: true, force: true });
  const args = ['install', '--prefix', unfinished, '--no-save', '--no-audit', NODE];
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  renameSync(unfinished, FOLDER);
}

/** The program of Node 24. */
export function node24(): string {
  const program = join(FOLDER, 'node_modules', 'node', 'bin', 'node');
  if (!existsSync(program)) install();
  return program;
}
