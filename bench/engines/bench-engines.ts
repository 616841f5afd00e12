/** The same day by the same statements: on DuckDB, and on a Trino of one node. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock';
import { startTrino, type TrinoServer } from '../../tests/trino/server';
import { openTrinoLake } from '../../tests/trino/trino-world';
import { makeDay } from '../build/make-day';
import { timed } from '../build/timed';
import { folderBytes } from '../folder-size';
import type { Row } from '../row';
import type { DuckdbDay } from './duckdb-day';
import { runDay } from './run-day';

const QUERIES = 200_000;

interface QueryInfo {
  query: string;
  queryStats: { physicalInputDataSize: string };
}

/** Compressed bytes that Trino took from files for the statements over the trail. */
async function trailBytes({ url }: TrinoServer): Promise<number> {
  const answer = await fetch(`${url}/v1/query`, { headers: { 'X-Trino-User': 'bench' } });
  const queries = (await answer.json()) as QueryInfo[];
  const ofTrail = queries.filter(({ query }) => /\bFROM cloudtrail\b/.test(query));
  const sizes = ofTrail.map(({ queryStats }) => /^(\d+)B$/.exec(queryStats.physicalInputDataSize));
  if (sizes.some((size) => size === null)) throw new Error('Trino gives sizes in another form.');
  return sizes.reduce((sum, size) => sum + Number(size?.[1]), 0);
}

/** The kernel's high-water mark of the server. */
const peakMib = ({ pid }: TrinoServer): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

async function onTrino(made: string): Promise<DuckdbDay> {
  const server = await startTrino({ isMeasured: true });
  try {
    const world = await openTrinoLake(server, systemClock);
    cpSync(made, world.lake, { recursive: true });
    const ran = await runDay(world.ports);
    return { ...ran, trail_bytes_read: await trailBytes(server), peak_mib: peakMib(server) };
  } finally {
    await server.stop();
  }
}

async function onDuckdb(made: string): Promise<DuckdbDay> {
  const args = ['tools/run.mjs', 'bench/engines/duckdb-day.ts', made];
  return JSON.parse((await timed(process.execPath, args)).stdout) as DuckdbDay;
}

const rowsOf = (name: string, day: DuckdbDay, trail_bytes: number): Row[] => [
  { measure: `${name}: submissions and events`, value: day.seconds, unit: 's' },
  { measure: `${name}: events again`, value: day.again_seconds, unit: 's' },
  { measure: `${name}: peak memory`, value: day.peak_mib, unit: 'MiB' },
  {
    measure: `${name}: bytes read of the trail, of its size`,
    value: day.trail_bytes_read / trail_bytes,
    unit: 'times',
    goal: '<= 1.1',
  },
];

/** @throws Error unless both find all the day's queries */
export async function benchEngines(): Promise<Row[]> {
  const made = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  try {
    makeDay(made, QUERIES);
    const trail_bytes = folderBytes(join(made, 'trail'));
    const trino = await onTrino(made);
    const duckdb = await onDuckdb(made);
    return [
      { measure: 'trail of the day, compressed', value: trail_bytes / 2 ** 20, unit: 'MiB' },
      ...rowsOf('DuckDB', duckdb, trail_bytes),
      ...rowsOf('Trino', trino, trail_bytes),
    ];
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
