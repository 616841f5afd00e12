/** Catalog on Trino's file metastore: partitions are registered by the connector's procedures. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY_KEY, parseRunKey, runPrefix } from '../../src/core/lake';
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
    const key = DAY_KEY[table];
    const { rows } = await client.run(`SELECT "${key}" FROM "${table}$partitions" ORDER BY 1`);
    return rows.map(([day]) => day as string);
  };
  const partition = async (
    table: PublishedTable,
    day: string,
  ): Promise<PublishedPartition | null> => {
    const found = await locationOf(join(metastore, table, `${DAY_KEY[table]}=${day}`));
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
      const key = DAY_KEY[table];
      if (await partition(table, day)) await unregister(table, [key], [day]);
      await client.run(
        `CALL system.register_partition('${schema}', '${table}', ${listOf([key])}, ${listOf([day])}, ` +
          `${quoted(`${location}/${folder}`)})`,
      );
      published_at.set(`${table} ${day}`, clock.now());
    },
    async listStaged(table) {
      const { rows } = await client.run(
        `SELECT "${DAY_KEY[table]}", run FROM "${table}_staging$partitions"`,
      );
      return rows.map(([day, run]): StagedPartition => ({
        day: day as string,
        run: run as string,
      }));
    },
    async dropStaged(table, partitions) {
      const there = new Set((await this.listStaged(table)).map(({ day, run }) => `${day} ${run}`));
      for (const { day, run } of partitions)
        if (there.has(`${day} ${run}`))
          await unregister(`${table}_staging`, [DAY_KEY[table], 'run'], [day, run]);
    },
  };
}
