/** Catalog on Trino's file metastore: partitions are registered by the connector's procedures. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  PARTITION_KEYS,
  parseRunKey,
  partitionOf,
  partitionPrefix,
  partitionValues,
  runPrefix,
} from '../../src/core/lake';
import type {
  Catalog,
  Clock,
  PublishedPartition,
  PublishedTable,
  StagedPartition,
} from '../../src/core/ports';
import type { TrinoClient } from './client';
import { listOf, quoted } from './literals';

export interface TrinoCatalogOptions {
  client: TrinoClient;
  clock: Clock;
  schema: string;
  /** The lake's folder, and the same as Trino names it. */
  lake: string;
  location: string;
  /** The metastore's folder of the schema. */
  metastore: string;
}

const namesOf = (names: readonly string[]): string => names.map((one) => `"${one}"`).join(', ');

/**
 * Where the metastore says that a partition's files lie; null if it has no such partition. SQL does
 * not show it of an empty one.
 */
async function locationOf(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, '.trinoSchema'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { externalLocation, location } = JSON.parse(text) as Record<string, string | undefined>;
  return externalLocation ?? location ?? null;
}

export function trinoCatalog(options: TrinoCatalogOptions): Catalog {
  const { client, clock, schema, lake, location, metastore } = options;
  // Glue keeps the time with the partition; the file metastore has no place that SQL may write.
  const published_at = new Map<string, Date>();

  const days = async (table: PublishedTable): Promise<string[]> => {
    const keys = namesOf(PARTITION_KEYS[table]);
    const { rows } = await client.run(`SELECT ${keys} FROM "${table}$partitions" ORDER BY ${keys}`);
    return rows.map((values) => partitionOf(table, values as string[]));
  };
  const partition = async (
    table: PublishedTable,
    day: string,
  ): Promise<PublishedPartition | null> => {
    const found = await locationOf(join(metastore, partitionPrefix(table, day)));
    if (found === null) return null;
    const run = parseRunKey(table, `${found.slice(location.length + 1)}/`)?.run ?? '';
    return { day, run, published_at: published_at.get(`${table} ${day}`) ?? new Date(0) };
  };
  const unregister = (table: string, keys: readonly string[], values: readonly string[]) =>
    client.run(
      `CALL system.unregister_partition('${schema}', '${table}', ${listOf(keys)}, ${listOf(values)})`,
    );

  return {
    published: partition,
    async listPublished(table) {
      const found = await Promise.all((await days(table)).map((day) => partition(table, day)));
      return found.filter((one) => one !== null);
    },
    async publish(table, day, run) {
      const folder = runPrefix(table, day, run).slice(0, -1);
      // Trino wants the folder of a partition to exist; S3 has no folders, and Glue does not look.
      await mkdir(join(lake, folder), { recursive: true });
      const [keys, values] = [PARTITION_KEYS[table], partitionValues(table, day)];
      if (await partition(table, day)) await unregister(table, keys, values);
      await client.run(
        `CALL system.register_partition('${schema}', '${table}', ${listOf(keys)}, ${listOf(values)}, ` +
          `${quoted(`${location}/${folder}`)})`,
      );
      published_at.set(`${table} ${day}`, clock.now());
    },
    async listStaged(table) {
      const { rows } = await client.run(
        `SELECT ${namesOf(PARTITION_KEYS[table])}, run FROM "${table}_staging$partitions"`,
      );
      return rows.map((values): StagedPartition => ({
        day: partitionOf(table, values as string[]),
        run: values.at(-1) as string,
      }));
    },
    async dropStaged(table, partitions) {
      const there = new Set((await this.listStaged(table)).map(({ day, run }) => `${day} ${run}`));
      for (const { day, run } of partitions)
        if (there.has(`${day} ${run}`))
          await unregister(
            `${table}_staging`,
            [...PARTITION_KEYS[table], 'run'],
            [...partitionValues(table, day), run],
          );
    },
  };
}
