/** A lake on each engine, alike in all but the engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock';
import { folderTrail, noTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import { VIEWS } from '../../src/report/views';
import type { SubmissionsPorts } from '../../src/submissions/build-submissions';
import type { Json } from '../cases-runner/expand';
import { keptLog } from '../memory/kept-log';
import { filesOf, note, noting, type EngineName } from './ran';
import { runningTrino } from './running';
import { openTrinoLake, type TrinoWorld } from './trino-world';

export interface Answer {
  columns: string[];
  /** The engine's own names of the types. */
  types: string[];
  rows: Json[][];
}

export interface EngineLake {
  engine: EngineName;
  folder: string;
  ports: SubmissionsPorts;
  select(sql: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Notes what a lake's engine runs for a suite. */
function noted(suite: string, lake: EngineLake): EngineLake {
  const { root } = runningTrino();
  const { engine } = lake;
  const ran = (statement: string): void => {
    for (const file of filesOf(statement)) note(root, { engine, suite, file });
  };
  return {
    ...lake,
    ports: { ...lake.ports, sql: noting(lake.ports.sql, ran) },
    select: async (sql) => {
      const answer = await lake.select(sql);
      ran(sql);
      return answer;
    },
  };
}

/** DuckDB over a folder, which stays when it is closed. */
export async function duckdbOver(suite: string, folder: string): Promise<EngineLake> {
  const lake = await openLake(folder, { views: VIEWS });
  const trail = async () => folderTrail(join(folder, 'trail')).catch(() => noTrail);
  return noted(suite, {
    engine: 'DuckDB',
    folder,
    ports: {
      ...lake,
      log: keptLog(),
      trail: { sources: async (delivered_day) => (await trail()).sources(delivered_day) },
    },
    select: (sql) => lake.sql.select(sql),
    close: () => {
      lake.sql.close();
      return Promise.resolve();
    },
  });
}

const onTrino = (suite: string, world: TrinoWorld): EngineLake =>
  noted(suite, {
    engine: 'Trino',
    folder: world.lake,
    ports: world.ports,
    select: (sql) => world.select(sql),
    close: () => world.close(),
  });

/** Two lakes of the same files; their folders go when they are closed. */
export async function bothEngines(
  suite: string,
  write: (folder: string) => void | Promise<void>,
): Promise<{ trino: EngineLake; duckdb: EngineLake; close(): Promise<void> }> {
  const place = runningTrino();
  const folder = await mkdtemp(join(place.root, '..', 'duckdb-'));
  await write(folder);
  const world = await openTrinoLake(place, systemClock);
  await write(world.lake);
  const duckdb = await duckdbOver(suite, folder);
  const trino = onTrino(suite, world);
  return {
    trino,
    duckdb,
    close: async () => {
      await duckdb.close();
      await trino.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
