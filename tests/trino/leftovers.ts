/** Files that lie in a run's folder before its INSERT: how the two engines come to agree on them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../src/core/errors';
import { PARTITION_KEYS, partitionOf, runPrefix } from '../../src/core/lake';
import type { PublishedTable } from '../../src/core/ports';
import type { TrinoClient } from './client';

const listOf = (items: readonly string[]): string =>
  `ARRAY[${items.map((item) => `'${item}'`).join(', ')}]`;

const INSERT = /INSERT INTO (submissions|events|cloudtrail_events)_staging\b/;
/** The literals at the end of the statement: the partition that it writes. */
const PARTITION = /(?:'[^']+' AS \w+,?\s+)+FROM \w+\s*$/;

/**
 * Trino refuses to write into a folder that has files and is no partition yet
 * (HIVE_PATH_ALREADY_EXISTS). Athena documents that an INSERT may add to what a failed one left; so
 * the folder is made a partition first, to which Trino adds.
 */
export async function registerLeftovers(
  statement: string,
  lake: { client: TrinoClient; schema: string; lake: string; location: string },
): Promise<void> {
  const table = INSERT.exec(statement)?.[1] as PublishedTable | undefined;
  const ending = PARTITION.exec(statement)?.[0] ?? '';
  const literals = [...ending.matchAll(/'([^']+)' AS/g)].map(([, value = '']) => value);
  const run = literals.at(-1);
  if (table === undefined || run === undefined) return;
  const values = literals.slice(-1 - PARTITION_KEYS[table].length);
  const day = partitionOf(table, values);
  const folder = runPrefix(table, day, run).slice(0, -1);
  const files = await readdir(join(lake.lake, folder)).catch(() => []);
  if (files.length === 0) return;
  const keys = `${listOf([...PARTITION_KEYS[table], 'run'])}, ${listOf(values)}`;
  const call =
    `CALL system.register_partition('${lake.schema}', '${table}_staging', ${keys}, ` +
    `'${lake.location}/${folder}')`;
  await lake.client.run(call).catch((error: unknown) => {
    // The run's first INSERT has made it one: there is another for every thousand accounts.
    if (!messageOf(error).startsWith('ALREADY_EXISTS')) throw error;
  });
}
