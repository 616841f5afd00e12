import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { folderFiles } from '../../src/local/folder-files';
import { folderTrail, noTrail } from '../../src/local/folder-trail';
import { VIEWS } from '../../src/report/views';
import type { CaseWorld, OpenWorld } from '../cases-runner/world';
import { keptLog } from '../memory/kept-log';
import { trinoCatalog } from './catalog';
import { trinoClient, type TrinoClient } from './client';
import { objectsOf, trinoEngine } from './engine';
import { tableStatements } from './tables';
import { trinoTrail } from './trail';

export interface TrinoPlace {
  url: string;
  /** The folder that holds the lakes and the metastore. */
  root: string;
}

let opened = 0;

async function createLake(client: TrinoClient, schema: string, location: string): Promise<void> {
  await client.run(`CREATE SCHEMA lake."${schema}"`);
  for (const statement of tableStatements(location)) await client.run(statement);
  for (const { name, sql } of VIEWS) await client.run(`CREATE VIEW "${name}" AS ${sql}`);
}

/** Lakes of a Trino, each in a folder and a schema of its own. */
export const trinoWorlds =
  ({ url, root }: TrinoPlace): OpenWorld =>
  async (clock): Promise<CaseWorld> => {
    const schema = `lake_${process.pid}_${++opened}`;
    const [lake, location] = [join(root, schema), `local:///${schema}`];
    const metastore = join(root, 'meta', schema);
    await mkdir(lake);
    const client = trinoClient({ url, schema });
    const trail = trinoTrail(client, lake, location);
    await createLake(client, schema, location);
    await trail();
    return {
      ports: {
        files: folderFiles(lake),
        catalog: trinoCatalog({ client, clock, schema, lake, location, metastore }),
        clock,
        sql: trinoEngine(client, trail),
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
  };
