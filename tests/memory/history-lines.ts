import { gunzipSync } from 'node:zlib';
import type { HistoryRow } from '../../src/core/tables';

/** As much of it as is used: its own types are absent where it is. */
interface ZlibSync {
  Inflate: new (options: { windowBits: number }) => {
    push(body: Buffer, flush: number): void;
    err: number;
    msg: string | null;
    result: Buffer | null;
  };
  Z_FINISH: number;
  Z_STREAM_END: number;
}

/** zlib-sync inflates with its own copy of zlib; where it did not build, node:zlib stands in. */
function independentReader(): ZlibSync | null {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- an optional dependency
    return require('zlib-sync') as ZlibSync;
  } catch {
    return null;
  }
}

/** zlib's window size, plus 16: a gzip header is expected. */
const GZIP = 15 + 16;

/** Unpacks a gzip file with a reader that is not the writer's. */
export function gunzip(body: Buffer): string {
  const zlib = independentReader();
  if (!zlib) return gunzipSync(body).toString('utf8');
  const inflate = new zlib.Inflate({ windowBits: GZIP });
  inflate.push(body, zlib.Z_FINISH);
  if (inflate.err === zlib.Z_STREAM_END) return (inflate.result ?? '').toString();
  throw new Error(`not a whole gzip file: ${inflate.msg ?? inflate.err}`);
}

/** Every line of every history file, by key. */
export function historyLines(
  files: ReadonlyMap<string, Buffer>,
): { key: string; row: HistoryRow }[] {
  return [...files]
    .filter(([key]) => key.startsWith('history/'))
    .flatMap(([key, body]) =>
      gunzip(body)
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ key, row: JSON.parse(line) as HistoryRow })),
    );
}

/** Ids in the lake, each once, sorted. */
export const collectedIds = (files: ReadonlyMap<string, Buffer>): string[] =>
  [...new Set(historyLines(files).map(({ row }) => row.query_execution_id))].sort();

/** One row per query, as every reader of the lake keeps it: a final state first, then the newest. */
export function settledRows(files: ReadonlyMap<string, Buffer>): Map<string, HistoryRow> {
  const isFinal = (row: HistoryRow): boolean => /SUCCEEDED|FAILED|CANCELLED/.test(row.state ?? '');
  const rows = new Map<string, HistoryRow>();
  for (const { row } of historyLines(files)) {
    const known = rows.get(row.query_execution_id);
    const newer =
      !known ||
      (isFinal(row) && !isFinal(known)) ||
      (isFinal(row) === isFinal(known) && row.collected_at >= known.collected_at);
    if (newer) rows.set(row.query_execution_id, row);
  }
  return rows;
}
