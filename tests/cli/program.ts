/** The real program, as it ships: built from the sources once for all test files, then run by Node. */
import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Of all that the build reads, and of the checkout, since the program takes its packages from there. */
function sourcesHash(): string {
  const hash = createHash('sha256').update(ROOT);
  for (const folder of ['src', 'bin', 'tools']) {
    for (const name of readdirSync(join(ROOT, folder), {
      recursive: true,
      encoding: 'utf8',
    }).sort()) {
      if (/\.\w+$/.test(name)) hash.update(name).update(readFileSync(join(ROOT, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const BUILD = `import { buildCli } from './tools/bundles.mjs'; await buildCli(process.argv[1]);`;

/** Builds beside the checkout, so that nobody’s dist/ changes while it runs. */
function buildInto(folder: string): void {
  const work = mkdtempSync(`${folder}-`);
  const args = ['--input-type=module', '-e', BUILD, join(work, 'dist')];
  execFileSync(process.execPath, args, { cwd: ROOT });
  symlinkSync(join(ROOT, 'node_modules'), join(work, 'node_modules'));
  mkdirSync(join(work, 'bin'));
  copyFileSync(join(ROOT, 'bin/athena-ledger.js'), join(work, 'bin/athena-ledger.js'));
  try {
    renameSync(work, folder);
  } catch {
    // Another worker was faster; its build is the same.
    rmSync(work, { recursive: true, force: true });
  }
}

let program: string | undefined;

/** The path of `athena-ledger.js`. */
export function builtProgram(): string {
  if (program !== undefined) return program;
  const folder = join(tmpdir(), `athena-ledger-program-${sourcesHash()}`);
  if (!existsSync(folder)) buildInto(folder);
  program = join(folder, 'bin/athena-ledger.js');
  return program;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** Without credentials, and with no terminal: so output is plain and 80 columns wide. */
const PLAIN = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** Runs `athena-ledger` with these arguments. */
export function run(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd, env: { ...PLAIN, ...env }, maxBuffer: 2 ** 28, timeout: 120_000 };
    execFile(process.execPath, [builtProgram(), ...args], options, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
      done({ code, stdout, stderr });
    });
  });
}

/** The same, and it must succeed. @returns what it printed */
export async function succeed(args: readonly string[], cwd?: string): Promise<string> {
  const { code, stdout, stderr } = await run(args, cwd === undefined ? {} : { cwd });
  if (code !== 0) throw new Error(`athena-ledger ${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}

/** Lines wider than a terminal. */
export const tooWide = (text: string): string[] =>
  text.split('\n').filter((line) => Array.from(line).length > 80);

/** Every file below a folder with a hash of its bytes. */
export function listing(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hashOf = (file: string): string =>
    createHash('sha256').update(readFileSync(file)).digest('hex');
  return Object.fromEntries(files.map((file) => [file.slice(folder.length + 1), hashOf(file)]));
}
