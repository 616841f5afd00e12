/** moto as a server: S3, Glue and STS that nobody here wrote, on one port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { motoPython } from '../../../tools/proofs-home';
import { freePort } from '../server';
import type { LocalServer } from './json-server';

const START_MS = 60_000;

const answers = (endpoint: string): Promise<boolean> =>
  fetch(`${endpoint}/moto-api/`).then(
    ({ ok }) => ok,
    () => false,
  );

/** @param account_id whose services these are, as STS says */
export async function startMoto(account_id: string): Promise<LocalServer> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const args = ['-m', 'moto.server', '--host', '127.0.0.1', '--port', String(port)];
  const env = { ...process.env, MOTO_ACCOUNT_ID: account_id };
  const child = spawn(motoPython(), args, { env, stdio: 'ignore' });
  // A suite that failed to close it must still come to its end.
  child.unref();
  const exit = once(child, 'exit');
  const close = async () => {
    child.kill('SIGKILL');
    await exit;
  };
  const end = Date.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || Date.now() > end) {
      await close();
      throw new Error(`moto did not start; "${args.join(' ')}" with its Python shows why.`);
    }
    await sleep(250);
  }
  return { endpoint, close };
}
