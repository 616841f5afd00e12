/** Folders for one test file, gone when it is through. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openLake, type LocalLake, type LocalLakeOptions } from '../../src/local/lake';
import type { JsonValue } from '../../src/local/duckdb/values';

const folders: string[] = [];
const lakes: LocalLake[] = [];

afterAll(() => {
  for (const lake of lakes) lake.sql.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new, empty folder. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'athena-ledger-test-'));
  folders.push(folder);
  return folder;
}

/** Writes a file below a folder, zipped if its name says so. @returns its path */
export function put(folder: string, key: string, text: string): string {
  const path = join(folder, key);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, key.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

/** Objects as JSON lines. */
export const lines = (rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** A lake that is closed after the tests. */
export async function open(folder: string, options: LocalLakeOptions = {}): Promise<LocalLake> {
  const lake = await openLake(folder, options);
  lakes.push(lake);
  return lake;
}

/** The rows of a SELECT. */
export const rowsOf = async (lake: LocalLake, statement: string): Promise<JsonValue[][]> =>
  (await lake.sql.select(statement)).rows;
