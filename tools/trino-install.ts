/**
 * `npm run trino:install`: a Trino server for the tests of tests/trino, in `.cache/trino/`.
 * The archive (821 MB) comes from Maven Central through Maven; what the Hive connector does not
 * need is deleted again (400 MB remain). Run again, it does nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  findJava,
  INSTALLED_TRINO,
  OLDEST_JAVA,
  TRINO_CACHE,
  TRINO_VERSION,
  trinoHome,
} from './trino-home';

const SERVER = `trino-server-${TRINO_VERSION}`;
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';

function stop(message: string): never {
  process.stderr.write(`trino:install: ${message}\n`);
  process.exit(1);
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (error && 'code' in error && error.code === 'ENOENT')
    stop(`${command} is not installed; install it (Maven gives mvn) and run again.`);
  if (status !== 0) stop(`${command} ended with status ${String(status)}; see above, run again.`);
}

function deleteAllBut(folder: string, kept: readonly string[]): void {
  for (const name of readdirSync(folder))
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Unpacked beside and renamed into place: half a server is never taken for a whole one. */
function install(): void {
  const unfinished = join(TRINO_CACHE, 'unfinished');
  const archive = join(TRINO_CACHE, `${SERVER}.tar.gz`);
  rmSync(INSTALLED_TRINO, { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const artifact = `-Dartifact=io.trino:trino-server:${TRINO_VERSION}:tar.gz`;
  run('mvn', [
    '--batch-mode',
    '--quiet',
    '-Dstyle.color=never',
    COPY,
    artifact,
    `-DoutputDirectory=${TRINO_CACHE}`,
  ]);
  run('tar', ['-xzf', archive, '-C', unfinished]);
  deleteAllBut(join(unfinished, SERVER), ['lib', 'bin', 'secrets-plugin', 'plugin']);
  // The plugins' files are hard links of each other: none can be left out while unpacking.
  deleteAllBut(join(unfinished, SERVER, 'plugin'), ['hive']);
  renameSync(join(unfinished, SERVER), INSTALLED_TRINO);
  rmSync(unfinished, { recursive: true });
  rmSync(archive, { force: true });
}

if (findJava() === null)
  stop(
    `no Java ${OLDEST_JAVA} or later, which Trino ${TRINO_VERSION} needs; install one (Temurin, ` +
      'for example) and let JAVA_HOME name it.',
  );
if (trinoHome() === null) {
  if (process.env['TRINO_HOME'] !== undefined)
    stop(
      'TRINO_HOME names a folder without a Trino that has the Hive plugin; correct or unset it.',
    );
  install();
}
process.stdout.write(`Trino is in ${trinoHome() ?? 'no place'}\n`);
