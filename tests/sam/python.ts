import { execFileSync, spawnSync } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';
import { proofsPython } from '../../tools/python-home';

/** A program of the tools: `sam`, `cfn-lint`, `python`. */
export const tool = (program: string): string => join(proofsPython(), program);

/** Nobody's account: the tools want a region, and must not find a user's own credentials. */
export const toolEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: [resolve('node_modules', '.bin'), process.env['PATH']].join(delimiter),
  HOME: dirname(proofsPython()),
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'nobody',
  AWS_SECRET_ACCESS_KEY: 'nothing',
  SAM_CLI_TELEMETRY: '0',
  SAM_CLI_CHECK_VERSION: 'false',
});

export interface Ended {
  status: number | null;
  /** Standard output and error, in this order. */
  output: string;
}

/** Runs a program of the tools in the project's folder. */
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
