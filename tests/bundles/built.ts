import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Contents {
  /** Bytes in the bundle, by source file. */
  files: Record<string, number>;
  /** What it loads at run time. */
  loads: string[];
}

export interface Built {
  folder: string;
  file(name: string): Buffer;
  contents(stage: string): Contents;
  remove(): void;
}

/** Runs the project's own build into a folder far from any node_modules. */
export function build(): Built {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-build-'));
  execFileSync(process.execPath, ['tools/build.mjs', folder]);
  const file = (name: string): Buffer => readFileSync(join(folder, name));
  return {
    folder,
    file,
    contents: (stage) => JSON.parse(file(`${stage}/contents.json`).toString('utf8')) as Contents,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Runs a line of JavaScript in a Node of its own, in the folder; its standard output. */
export const runIn = (folder: string, script: string, env: NodeJS.ProcessEnv = {}): string =>
  execFileSync(process.execPath, ['-e', script], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
