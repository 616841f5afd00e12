import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const REQUIREMENTS = 'tests/sam/requirements.txt';
const FOLDER = join('.cache', 'sam');
/** Written last: a broken installation is never taken for a whole one. */
const MARK = join(FOLDER, 'installed.txt');

const wanted = (): string => readFileSync(REQUIREMENTS, 'utf8');
const isInstalled = (): boolean => existsSync(MARK) && readFileSync(MARK, 'utf8') === wanted();

/** Installs requirements.txt into `.cache/sam`, once for each text of it. PYTHON names another Python. */
export function installTools(): void {
  if (isInstalled()) return;
  rmSync(FOLDER, { recursive: true, force: true });
  const python = process.env['PYTHON'] ?? 'python3';
  execFileSync(python, ['-m', 'venv', FOLDER], { stdio: 'inherit' });
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  execFileSync(tool('python'), [...install, '-r', REQUIREMENTS], {
    stdio: 'inherit',
  });
  writeFileSync(MARK, wanted());
}

/** Nobody's account: the tools want a region, and must not find a user's own credentials. */
export const toolEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: [resolve('node_modules', '.bin'), process.env['PATH']].join(delimiter),
  HOME: resolve(FOLDER),
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  SAM_CLI_TELEMETRY: '0',
  SAM_CLI_CHECK_VERSION: 'false',
});

export const tool = (program: string): string => join(FOLDER, 'bin', program);

export interface Ended {
  status: number | null;
  /** Standard output and error, in this order. */
  output: string;
}

/** Runs a program of the tools, `sam`, `cfn-lint` or `python`, in the project's folder. */
export function runTool(program: string, args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(tool(program), args, {
    env: toolEnvironment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
  });
  return { status, output: stdout + stderr };
}

/** Standard output of a Python program that succeeds, as JSON. */
export const pythonJson = (args: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(tool('python'), args, {
      env: toolEnvironment(),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 ** 2,
    }),
  );
