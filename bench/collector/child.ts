import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Child {
  /** The first line it printed. */
  line: string;
  /** Closes its standard input, which ends it, and waits. */
  end(): Promise<void>;
}

/**
 * Node's heap limit in a function of 256 MB. On a large machine V8 would rather let the heap grow
 * than collect, and the measure would be one of its patience.
 */
const HEAP = '--max-old-space-size=230';

/** Starts one of the bench's programs in a process of its own and waits for its first line. */
export async function startChild(
  program: string,
  args: readonly (string | number)[],
): Promise<Child> {
  const env = { ...process.env, NODE_OPTIONS: HEAP };
  const argv = ['tools/run.mjs', `bench/collector/${program}.ts`, ...args.map(String)];
  const child = spawn(process.execPath, argv, { stdio: ['pipe', 'pipe', 'inherit'], env });
  const exit = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    exit.then(() => Promise.reject(new Error(`${program} ended without a word`))),
  ])) as [string];
  return {
    line,
    end: async () => {
      child.stdin.end();
      await exit;
    },
  };
}
