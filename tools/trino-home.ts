/** Where the Trino of tests/trino is, and which Java runs it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const TRINO_VERSION = '476';
export const OLDEST_JAVA = 24;

/** Below the package's folder, where npm runs its scripts. */
export const TRINO_CACHE = resolve('.cache', 'trino');
export const INSTALLED_TRINO = join(TRINO_CACHE, `trino-server-${TRINO_VERSION}`);

/** Where Linux distributions put their Javas. */
const SYSTEM_JAVAS = '/usr/lib/jvm';

/** `TRINO_HOME`, else what `npm run trino:install` has installed; null if neither is a Trino with Hive. */
export function trinoHome(): string | null {
  const home = process.env['TRINO_HOME'] ?? INSTALLED_TRINO;
  return existsSync(join(home, 'plugin', 'hive')) ? home : null;
}

/** The major version that `java -version` prints; 0 if it does not run. */
function majorOf(java: string): number {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8' });
  return Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
}

/** The command of the first Java that is new enough: of `JAVA_HOME`, the path, the system; or null. */
export function findJava(): string | null {
  const java = (home: string) => join(home, 'bin', 'java');
  const own = process.env['JAVA_HOME'];
  const installed = existsSync(SYSTEM_JAVAS) ? readdirSync(SYSTEM_JAVAS).sort().reverse() : [];
  const all = [
    ...(own === undefined ? [] : [java(own)]),
    'java',
    ...installed.map((name) => java(join(SYSTEM_JAVAS, name))),
  ];
  return all.find((command) => majorOf(command) >= OLDEST_JAVA) ?? null;
}
