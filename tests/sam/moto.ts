import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { tool, toolEnvironment } from './python';

interface Stack {
  status: string;
  outputs: Record<string, string>;
  /** Physical names by logical ones. */
  resources: Record<string, string>;
  /** Of the stack's function. */
  environment: Record<string, string>;
}

export interface Deployed {
  endpoint: string;
  main: Stack;
  regional: Stack;
  tables: { Name: string; StorageDescriptor: { Location: string }; ViewOriginalText?: string }[];
  alarms: { AlarmName: string; AlarmActions: string[] }[];
  stop(): Promise<void>;
}

/** Deploys both templates into a moto of its own, which serves until `stop`. */
export async function deploy(parameters: {
  main: Record<string, string>;
  regional: Record<string, string>;
}): Promise<Deployed> {
  const python = spawn(tool('python'), ['tests/sam/moto_stacks.py', JSON.stringify(parameters)], {
    env: toolEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let errors = '';
  python.stderr.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-4000);
  });
  const ended = once(python, 'exit');
  for await (const line of createInterface(python.stdout)) {
    const stop = async (): Promise<void> => {
      python.stdin.end();
      await ended;
    };
    return { ...(JSON.parse(line) as Omit<Deployed, 'stop'>), stop };
  }
  throw new Error(`moto deployed nothing:\n${errors}`);
}
