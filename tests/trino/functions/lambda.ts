/** An instance of a function: its bundle in a process of its own, called as Lambda calls it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { node24 } from '../../../tools/node24-home';

const RUNTIME = join(__dirname, 'runtime.ts');
/** Lambda's longest. */
const TIMEOUT_MS = 900_000;

export interface FunctionOptions {
  /** Folder of `index.js`. */
  folder: string;
  account_id: string;
  region: string;
  env: Record<string, string>;
}

export interface Failure {
  errorType: string;
  errorMessage: string;
}

export interface Instance {
  /** Of the Node that runs it, `v24.…`. */
  version: string;
  /**
   * @returns what the handler answered
   * @throws Error whose `failure` is the function's, or that the instance ended
   */
  invoke<T>(event: unknown, timeout_ms?: number): Promise<T>;
  /** What it has logged, JSON lines. */
  log(): string;
  /** Ends the process at once, also in the midst of a call. */
  end(): Promise<void>;
}

/** The handler threw. */
export class FunctionError extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.errorType}: ${failure.errorMessage}`);
  }
}

const variables = ({ folder, account_id, region, env }: FunctionOptions) => ({
  LAMBDA_TASK_ROOT: folder,
  AWS_LAMBDA_FUNCTION_NAME: 'ledger-function',
  INVOKED_FUNCTION_ARN: `arn:aws:lambda:${region}:${account_id}:function:ledger-function`,
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  ...env,
});

function collected(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

async function call(port: number, event: unknown, timeout_ms: number): Promise<unknown> {
  const url = `http://127.0.0.1:${port}/2015-03-31/functions/function/invocations`;
  const headers = { 'x-timeout-ms': String(timeout_ms) };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(event) });
  const answer: unknown = await response.json();
  if (response.headers.has('x-amz-function-error')) throw new FunctionError(answer as Failure);
  return answer;
}

/** Starts an instance: nothing of these tests' own environment reaches it. */
export async function startInstance(options: FunctionOptions): Promise<Instance> {
  const child = spawn(node24(), ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', RUNTIME], {
    env: variables(options),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = collected(child);
  const exit = once(child, 'exit');
  const [{ port, version }] = (await Promise.race([
    once(child, 'message'),
    exit.then(() => Promise.reject(new Error(`The runtime did not start:\n${log()}`))),
  ])) as [{ port: number; version: string }];
  return {
    version,
    log,
    invoke: async <T>(event: unknown, timeout_ms = TIMEOUT_MS) =>
      (await call(port, event, timeout_ms)) as T,
    end: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}
