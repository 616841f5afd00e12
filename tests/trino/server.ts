/** A Trino of one node, started and stopped by the tests. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findJava, OLDEST_JAVA, trinoHome } from '../../tools/trino-home';
import { trinoClient } from './client';
import { writeConfiguration } from './configuration';

const START_MS = 180_000;
/**
 * Small data on two cores that others need too: G1's marking beside the work took a fifteenth of the server's
 * time in a whole run, and the second compiler a quarter: each statement brings classes of its own.
 */
const SMALL = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const JVM = ['-Xmx3G', '--add-modules=jdk.incubator.vector', '-Djdk.attach.allowAttachSelf=true'];

export interface TrinoServer {
  url: string;
  pid: number;
  /** The folder that holds the lakes. */
  root: string;
  /** Ends the server and deletes its folders. */
  stop(): Promise<void>;
}

/** A port of this machine that nobody listens on. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function launch(java: string[], home: string, folder: string, port: number): ChildProcess {
  const log = openSync(join(folder, 'server.log'), 'a');
  const settings = {
    config: 'etc/config.properties',
    'log.levels-file': 'etc/log.properties',
    'node.environment': 'tests',
    'node.id': `tests-${port}`,
    'node.data-dir': folder,
  };
  const flags = Object.entries(settings).map(([name, value]) => `-D${name}=${value}`);
  const [command = '', ...more] = java;
  const args = [
    ...more,
    ...JVM,
    ...flags,
    '-cp',
    join(home, 'lib', '*'),
    'io.trino.server.TrinoServer',
  ];
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

/** A server that has started may still have no node to run a query on: only an answer counts. */
async function answers(url: string): Promise<boolean> {
  const client = trinoClient({ url, schema: 'default' });
  return client.run('SELECT count(*) FROM system.runtime.nodes').then(
    () => true,
    () => false,
  );
}

async function untilItAnswers(child: ChildProcess, url: string, folder: string): Promise<void> {
  const end = Date.now() + START_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > end) {
      const log = await readFile(join(folder, 'server.log'), 'utf8');
      throw new Error(`Trino did not start; its log ends with:\n${log.slice(-3000)}`);
    }
    await sleep(500);
  }
}

/** Ctrl-C, a time-out of the gate, a closed terminal: neither the server nor its folder stays. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @returns what ends the watch */
function endWithThisProcess(child: ChildProcess, folder: string): () => void {
  const atExit = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const atSignal = () => process.exit(1);
  process.once('exit', atExit);
  for (const signal of SIGNALS) process.once(signal, atSignal);
  return () => {
    process.off('exit', atExit);
    for (const signal of SIGNALS) process.off(signal, atSignal);
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
}

/**
 * @param isMeasured with the collector that Trino wants: for measurements
 * @throws Error if there is no Trino, no Java for it, or it does not answer within three minutes
 */
export async function startTrino({ isMeasured = false } = {}): Promise<TrinoServer> {
  const [home, java] = [trinoHome(), findJava()];
  if (home === null) throw new Error('There is no Trino; run "npm run trino:install" first.');
  if (java === null) throw new Error(`There is no Java ${OLDEST_JAVA} or later for Trino.`);
  const folder = await mkdtemp(join(tmpdir(), 'ledger-trino-'));
  const root = join(folder, 'lakes');
  const port = await freePort();
  await mkdir(root);
  await writeConfiguration(folder, home, root, port);
  const child = launch(isMeasured ? [java] : [java, ...SMALL], home, folder, port);
  const url = `http://127.0.0.1:${port}`;
  const release = endWithThisProcess(child, folder);
  const stop = async () => {
    await end(child);
    release();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(child, url, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: child.pid ?? 0, root, stop };
}
