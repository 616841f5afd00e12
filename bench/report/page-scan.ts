/**
 * What Athena reads for a page: of each statement's every SELECT from events, the compressed bytes of the columns
 * that it names, for each of its days. An engine of Athena's family reads Parquet by columns, and a part of a
 * statement each time that it is named. Reckoned from the files' own metadata; not measured on AWS.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { dayRange } from '../../src/core/days';
import { figureStatements } from '../../src/report/figures';
import { parametersOf } from '../../src/report/figure-parameters';

/** Compressed bytes of each column of a file. */
async function columnBytes(file: string): Promise<ReadonlyMap<string, number>> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const reader = await connection.runAndReadAll(
    `SELECT split_part(path_in_schema, ', ', 1), sum(total_compressed_size)
     FROM parquet_metadata('${file.replaceAll("'", "''")}') GROUP BY 1`,
  );
  connection.closeSync();
  return new Map(reader.getRows().map(([name, bytes]) => [String(name), Number(bytes)]));
}

/** The parts of a statement that read events. */
const scansOf = (sql: string): string[] =>
  sql
    .replaceAll(/--[^\n]*/g, '')
    .split(/(?=\bSELECT\b)/)
    .filter((part) => /\bFROM events\b/.test(part));

function daysOf(scan: string): number {
  const [, from, to] = /\bday BETWEEN '([-\d]+)' AND '([-\d]+)'/.exec(scan) ?? [];
  return from !== undefined && to !== undefined ? dayRange(from, to).length : 1;
}

/**
 * @param file a day's events
 * @returns bytes for a page of the days from the first to the last, if each day is like that one
 */
export async function pageScan(file: string, first: string, last: string): Promise<number> {
  const columns = await columnBytes(file);
  const named = (scan: string): number =>
    [...columns].reduce(
      (sum, [name, bytes]) => sum + (new RegExp(`\\b${name}\\b`).test(scan) ? bytes : 0),
      0,
    );
  return figureStatements(parametersOf(first, last))
    .flatMap(({ sql }) => scansOf(sql))
    .reduce((sum, scan) => sum + daysOf(scan) * named(scan), 0);
}
