/** What the views of all tables are written with. */
import type { Catalog } from '../../core/ports';
import type { Table } from '../../core/tables';
import { duckdbType } from './types';

export interface LakePlaces {
  lake: string;
  /** The folder above AWSLogs/. */
  trail: string;
  catalog: Catalog;
  /** False for a file to leave out: it cannot be read, and the user said to go on. */
  isWhole(file: string): boolean;
  /** The Parquet files are of a version that did not know all columns of now. */
  lacks_columns: boolean;
  /** Upper limits in bytes. DuckDB takes twice as much for each thread and scan. */
  max_document_bytes: number;
  max_line_bytes: number;
}

/** Of the statement and of the views that it names. */
export type Tokens = readonly string[];

/** A string of DuckDB’s SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
/** A list of strings. */
export const list = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/**
 * Files whose every value is an object: a document each (`unstructured`), or lines. Said, not left to DuckDB to
 * find out: it would take what the first file looks like for all of them, so that a broken one makes a whole
 * one unreadable.
 * @param columns `"name": 'TYPE'`
 * @param most_bytes of a document or line
 */
export const readJson = (
  files: readonly string[],
  format: 'unstructured' | 'newline_delimited',
  columns: readonly string[],
  most_bytes: number,
): string =>
  `read_json(${list(files)}, format = ${literal(format)}, records = 'true', columns = {${columns.join(', ')}},
    hive_partitioning = false, filename = true, maximum_object_size = ${most_bytes})`;

const everyColumn = (table: Table) => [...table.columns, ...table.partitions];

/** A table with the right columns and no rows: what an empty lake has. */
export const empty = (table: Table): string =>
  `SELECT ${everyColumn(table)
    .map(({ name, type }) => `CAST(NULL AS ${duckdbType(type)}) AS "${name}"`)
    .join(', ')} WHERE false`;
