/** The files that a Trino of one node reads at its start. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const lines = (properties: Record<string, string>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

const server = (port: number): Record<string, string> => ({
  coordinator: 'true',
  'node-scheduler.include-coordinator': 'true',
  'http-server.http.port': String(port),
  'discovery.uri': `http://127.0.0.1:${port}`,
  'task.concurrency': '1',
  // Suites with services of their own (tests/trino/functions) add their catalog while it runs.
  'catalog.management': 'dynamic',
});

/** The Hive connector over a folder, set as Athena behaves. */
const hive = (root: string): Record<string, string> => ({
  'connector.name': 'hive',
  'hive.metastore': 'file',
  'hive.metastore.catalog.dir': 'local:///meta',
  'hive.metastore.disable-location-checks': 'true',
  'fs.native-local.enabled': 'true',
  'local.location': root,
  'hive.non-managed-table-writes-enabled': 'true',
  'hive.partition-projection-enabled': 'true',
  'hive.allow-register-partition-procedure': 'true',
  'hive.ignore-absent-partitions': 'true',
  'hive.recursive-directories': 'true',
  'hive.compression-codec': 'ZSTD',
});

/**
 * Makes the working folder of a server: `etc/`, and links to what it loads.
 * @param root the folder that holds the lakes and the metastore
 */
export async function writeConfiguration(
  folder: string,
  home: string,
  root: string,
  port: number,
): Promise<void> {
  await mkdir(join(folder, 'etc', 'catalog'), { recursive: true });
  await mkdir(join(root, 'meta'), { recursive: true });
  await symlink(join(home, 'plugin'), join(folder, 'plugin'));
  await symlink(join(home, 'secrets-plugin'), join(folder, 'secrets-plugin'));
  await writeFile(join(folder, 'etc', 'config.properties'), lines(server(port)));
  await writeFile(join(folder, 'etc', 'catalog', 'lake.properties'), lines(hive(root)));
  await writeFile(join(folder, 'etc', 'log.properties'), lines({ 'io.trino': 'WARN' }));
}
