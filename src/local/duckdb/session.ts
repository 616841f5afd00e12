import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import MACROS from './macros.sql';

/**
 * One DuckDB process-wide instance would share its views; so each lake has its own, in memory.
 * Athena's habits: time is UTC, the quotient of integers is an integer, NULL sorts last.
 */
const SETTINGS = [
  `SET TimeZone = 'UTC'`,
  `SET integer_division = true`,
  `SET default_null_order = 'nulls_last'`,
  // Less memory: rows of a partition have no order.
  `SET preserve_insertion_order = false`,
  `SET temp_directory = '${join(tmpdir(), 'athena-ledger-duckdb').replaceAll("'", "''")}'`,
];

/** Opens a connection with Athena's habits and the macros of the translation. */
export async function openSession(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const setting of SETTINGS) await connection.run(setting);
  await connection.run(MACROS);
  return connection;
}

export interface MemoryUse {
  /** DuckDB holds no more than this, and writes the rest to its temporary folder. */
  memory_mb: number;
  /** What is freed goes to the system at once: a seventh less at the peak, for a quarter more time, where texts are read for twice as much. */
  isFrugal: boolean;
}

/** One day after the other, beside other programs; the rest of the program takes about 200 MB more. */
export const TO_BUILD: MemoryUse = { memory_mb: 360, isFrugal: true };
/** Many days at once, and somebody waits for it: what is large is not begun with too little, nor given back meanwhile. */
export const TO_ASK: MemoryUse = {
  memory_mb: Math.min(1440, Math.floor(totalmem() / 2e6)),
  isFrugal: false,
};

/** For the statements from now on. What DuckDB holds and no longer uses is given back as well. */
export async function useMemory(connection: DuckDBConnection, use: MemoryUse): Promise<void> {
  const flush_mb = use.isFrugal ? 1 : 512;
  await connection.run(`SET allocator_bulk_deallocation_flush_threshold = '${flush_mb}MB'`);
  await connection.run(`SET memory_limit = '${use.memory_mb}MB'`);
}
