/** moto: AWS services that nobody here wrote, on one port; it deploys our templates into itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { tool, toolEnvironment } from '../sam/python';

export interface Stack {
  status: string;
  outputs: Record<string, string>;
  /** Physical names by logical ones. */
  resources: Record<string, string>;
  /** Of the stack's functions, by logical name. */
  environments: Record<string, Record<string, string>>;
  alarms: { AlarmName: string; AlarmActions: string[] }[];
}

export interface Moto {
  endpoint: string;
  deploy(
    stack: string,
    file: 'template-main.yaml' | 'template-regional.yaml',
    parameters: Record<string, string>,
  ): Promise<Stack>;
  close(): Promise<void>;
}

/** @param account_id whose services these are, as STS says */
export async function startMoto(account_id = '123456789012'): Promise<Moto> {
  const python = spawn(tool('python'), ['tests/moto/serve.py'], {
    env: { ...toolEnvironment(), MOTO_ACCOUNT_ID: account_id },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A suite that failed to close it must still come to its end.
  python.unref();
  let errors = '';
  python.stderr.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-4000);
  });
  const ended = once(python, 'exit');
  const lines = createInterface(python.stdout)[Symbol.asyncIterator]();
  const answer = async <T>(): Promise<T> => {
    const line = await lines.next();
    if (line.done === true) throw new Error(`moto came to its end:\n${errors}`);
    return JSON.parse(line.value) as T;
  };
  return {
    endpoint: await answer<string>(),
    deploy: async (stack, file, parameters) => {
      python.stdin.write(`${JSON.stringify({ stack, file, parameters })}\n`);
      return await answer<Stack>();
    },
    close: async () => {
      python.stdin.end();
      python.kill('SIGKILL');
      await ended;
    },
  };
}
