/** One day's trail of 200,000 records as a month of Parquet: size, and what a question reads of it. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { DAY, makeDay } from '../build/make-day';
import { timed } from '../build/timed';
import { folderBytes } from '../folder-size';
import type { Row } from '../row';

/** Five records of the trail for each. */
const QUERIES = 40_000;
/** As in CloudTrail's own files, whose gzip is of the usual level. */
const GZIP_LEVEL = 6;
/** Who called what, and when: the columns of most questions. */
const ASKED = ['event_time', 'event_source', 'event_name', 'user', 'error_code'];

/** Compressed bytes of some columns in all Parquet files below a folder. */
async function columnBytes(folder: string, columns: readonly string[]): Promise<number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.parquet')).map((name) => join(folder, name));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const quoted = (items: readonly string[]): string => items.map((item) => `'${item}'`).join(', ');
  const reader = await connection.runAndReadAll(
    `SELECT sum(total_compressed_size) FROM parquet_metadata([${quoted(files)}])
     WHERE path_in_schema IN (${quoted(columns)})`,
  );
  connection.closeSync();
  return Number(reader.getRows()[0]?.[0]);
}

/** @throws Error if records are missing from the month */
export async function benchCompact(): Promise<Row[]> {
  const lake = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  try {
    const made = makeDay(lake, QUERIES, GZIP_LEVEL);
    const args = ['compact', '--lake', lake, '--month', DAY.slice(0, 7)];
    const run = await timed(process.execPath, ['bin/athena-ledger.js', ...args]);
    if (!run.stdout.includes('200,000 events')) throw new Error(`Not all are there: ${run.stdout}`);
    const raw = folderBytes(join(lake, 'trail'));
    const month = join(lake, 'cloudtrail_events');
    const asked = await columnBytes(month, ASKED);
    return [
      { measure: 'trail, as JSON', value: made.trail_json_bytes / 2 ** 20, unit: 'MiB' },
      { measure: 'trail, gzip', value: raw / 2 ** 20, unit: 'MiB' },
      { measure: 'cloudtrail_events', value: folderBytes(month) / 2 ** 20, unit: 'MiB' },
      { measure: 'cloudtrail_events / trail, gzip', value: folderBytes(month) / raw, unit: '' },
      { measure: `columns of a question (${ASKED.length})`, value: asked / 2 ** 20, unit: 'MiB' },
      { measure: 'scanned by it / trail, gzip', value: asked / raw, unit: '' },
      { measure: 'compact', value: run.seconds, unit: 's' },
      { measure: 'compact, peak memory', value: run.peak_mib, unit: 'MiB' },
    ];
  } finally {
    rmSync(lake, { recursive: true, force: true });
  }
}
