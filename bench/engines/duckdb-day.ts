/** `duckdb-day LAKE`: the day on DuckDB, in a process of its own; prints what it took as JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlEngine } from '../../src/core/ports';
import { silentLog } from '../../src/core/silent-log';
import { folderTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import { runDay, type RanDay } from './run-day';

export interface DuckdbDay extends RanDay {
  trail_bytes_read: number;
  peak_mib: number;
}

/** Bytes that this process has read from files so far, cached or not; Linux only. */
const bytesRead = (): number =>
  Number(/^rchar: (\d+)$/m.exec(readFileSync('/proc/self/io', 'utf8'))?.[1]);

/** Counts what is read while statements over the trail run: little else is, meanwhile. */
function counting(sql: SqlEngine): { sql: SqlEngine; read: () => number } {
  let read = 0;
  return {
    read: () => read,
    sql: {
      query: (statement, call) => sql.query(statement, call),
      insert: async (statement, call) => {
        const before = bytesRead();
        const result = await sql.insert(statement, call);
        if (/\bFROM cloudtrail\b/.test(statement)) read += bytesRead() - before;
        return result;
      },
    },
  };
}

async function duckdbDay(folder: string): Promise<DuckdbDay> {
  const lake = await openLake(folder);
  // The translator's own file, 22 MB, is read before its first statement.
  await lake.sql.select('SELECT 1');
  const { sql, read } = counting(lake.sql);
  const ran = await runDay({
    ...lake,
    sql,
    log: silentLog,
    trail: await folderTrail(join(folder, 'trail')),
  });
  lake.sql.close();
  return { ...ran, trail_bytes_read: read(), peak_mib: process.resourceUsage().maxRSS / 1024 };
}

void duckdbDay(process.argv[2] ?? '').then((day) => {
  console.log(JSON.stringify(day));
});
