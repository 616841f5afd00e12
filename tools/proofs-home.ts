/**
 * What the tests of tests/trino/functions run against, below `.cache/`: moto, which answers as S3, Glue
 * and STS do (from PyPI, into a virtual environment), and Node 24, the major version of the functions'
 * runtime (from npm). Whoever asks for one that is not there fetches it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CACHE = resolve('.cache');
const MOTO = 'moto[server]==5.2.5';
const NODE = 'node@24.21.0';

/** @throws Error that names the command that failed, with what it said */
function run(command: string, args: readonly string[]): void {
  const { status, error, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw new Error(`${command} does not run: ${error.message}; install it.`);
  if (status !== 0)
    throw new Error(`${[command, ...args].join(' ')} failed:\n${stdout}\n${stderr}`);
}

/** Made under another name and renamed into place: half an installation is never taken for a whole one. */
function installed(name: string, program: string, install: (folder: string) => void): string {
  const folder = join(CACHE, name);
  if (!existsSync(join(folder, program))) {
    const unfinished = `${folder}.unfinished`;
    for (const old of [folder, unfinished]) rmSync(old, { recursive: true, force: true });
    install(unfinished);
    renameSync(unfinished, folder);
  }
  return join(folder, program);
}

/** The Python of an environment with moto; a virtual environment's scripts name its folder, this does not. */
export const motoPython = (): string =>
  installed('moto-5.2.5', join('bin', 'python'), (folder) => {
    run('python3', ['-m', 'venv', folder]);
    run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', MOTO]);
  });

/** The program of Node 24. */
export const node24 = (): string =>
  installed('node-24.21.0', join('node_modules', 'node', 'bin', 'node'), (folder) => {
    run('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', NODE]);
  });
