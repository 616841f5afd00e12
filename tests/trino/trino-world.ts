import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../src/core/ports';
import { folderFiles } from '../../src/local/folder-files';
import { folderTrail, noTrail } from '../../src/local/folder-trail';
import type { CaseWorld, OpenWorld } from '../cases-runner/world';
import { keptLog } from '../memory/kept-log';
import { trinoCatalog } from './catalog';
import { trinoClient, type TrinoClient, type TrinoResult } from './client';
import { registerLeftovers } from './leftovers';
import { objectsOf, trinoEngine } from './engine';
import { tableStatements, viewStatements } from './tables';
import { trinoTrail } from './trail';

export interface TrinoPlace {
  url: string;
  /** The folder that holds the lakes and the metastore. */
  root: string;
}

async function createLake(client: TrinoClient, schema: string, location: string): Promise<void> {
  await client.run(`CREATE SCHEMA lake."${schema}"`);
  for (const statement of tableStatements(location)) await client.run(statement);
  for (const statement of viewStatements()) await client.run(statement);
}

export interface TrinoWorld extends CaseWorld {
  /** The lake's folder. */
  lake: string;
  /** As `query`, with the columns' types. */
  select(sql: string): Promise<TrinoResult>;
}

/** An empty lake of a Trino, in a folder and a schema of its own. */
export async function openTrinoLake(
  { url, root }: TrinoPlace,
  clock: Clock,
  ran?: (statement: string, input_bytes: number) => void,
): Promise<TrinoWorld> {
  const schema = `lake_${randomUUID().slice(0, 8)}`;
  const [lake, location] = [join(root, schema), `local:///${schema}`];
  const metastore = join(root, 'meta', schema);
  await mkdir(lake);
  const client = trinoClient({ url, schema });
  const trail = trinoTrail(client, lake, location);
  await createLake(client, schema, location);
  await trail();
  return {
    lake,
    select: (sql) => client.run(sql),
    lake_root: `${location}/`,
    ports: {
      files: folderFiles(lake),
      catalog: trinoCatalog({ client, clock, schema, lake, location, metastore }),
      clock,
      sql: trinoEngine(
        client,
        async (statement) => {
          await trail();
          await registerLeftovers(statement, { client, schema, lake, location });
        },
        ran,
      ),
      log: keptLog(),
      trail: {
        sources: async (delivered_day) =>
          (await folderTrail(join(lake, 'trail')).catch(() => noTrail)).sources(delivered_day),
      },
    },
    query: async (sql) => objectsOf(await client.run(sql)),
    close: async () => {
      await rm(lake, { recursive: true, force: true });
      await rm(metastore, { recursive: true, force: true });
    },
  };
}

/** The same as the golden cases want it. */
export const trinoWorlds =
  (place: TrinoPlace): OpenWorld =>
  (clock) =>
    openTrinoLake(place, clock);
