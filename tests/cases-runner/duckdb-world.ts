import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/core/ports';
import { folderTrail, noTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import { VIEWS } from '../../src/report/views';
import { keptLog } from '../memory/kept-log';
import type { CaseWorld } from './world';

/** A lake in a folder of its own, with DuckDB. */
export async function openDuckdbWorld(clock: Clock): Promise<CaseWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-case-'));
  const lake = await openLake(folder, { clock, views: VIEWS });
  return {
    lake_root: `${folder}/`,
    ports: {
      ...lake,
      log: keptLog(),
      // Looked for anew at each call: a case may add the first file of its trail later.
      trail: {
        sources: async (delivered_day) =>
          (await folderTrail(join(folder, 'trail')).catch(() => noTrail)).sources(delivered_day),
      },
    },
    query: async (sql) => {
      const { columns, rows } = await lake.sql.select(sql);
      return rows.map((row) =>
        Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])),
      );
    },
    close: async () => {
      lake.sql.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
