/** A report's text, piece by piece, from its records. */
import { csv } from '../core/csv';
import type { ReportFormat } from '../core/lake';
import { COLUMN_NAMES, type Cell } from './cells';

type Records = AsyncIterable<readonly Cell[][]>;

/** RFC 4180, with a header; without any record the header alone. */
async function* csvText(pages: Records): AsyncGenerator<string> {
  yield csv([COLUMN_NAMES]);
  for await (const records of pages) yield csv(records);
}

const jsonLine = (record: readonly Cell[]): string =>
  JSON.stringify(Object.fromEntries(COLUMN_NAMES.map((name, i) => [name, record[i] ?? null])));

/** One array of objects, an object a line; without any record the empty array. */
async function* jsonText(pages: Records): AsyncGenerator<string> {
  let isEmpty = true;
  for await (const records of pages) {
    if (records.length === 0) continue;
    yield (isEmpty ? '[\n' : ',\n') + records.map(jsonLine).join(',\n');
    isEmpty = false;
  }
  yield isEmpty ? '[]\n' : '\n]\n';
}

const FORMATS = { csv: csvText, json: jsonText };

/** The report of some records, as bytes in UTF-8. */
export async function* reportBytes(
  format: ReportFormat,
  pages: Records,
): AsyncGenerator<Uint8Array> {
  for await (const text of FORMATS[format](pages)) yield Buffer.from(text);
}
