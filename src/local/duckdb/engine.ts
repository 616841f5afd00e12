import { rename, rm } from 'node:fs/promises';
import type { SqlEngine, SqlReader, SqlRow } from '../../core/ports';
import { makeFolder } from '../make-folder';
import { callsInTurn } from './calls';
import { copyStatement } from './insert';
import { lakeViews, type LakeViewsOptions } from './lake-views';
import { pagesOf } from './pages';
import { openSession } from './session';
import { translate } from './translate';
import { rowObjects, toJson, type JsonValue } from './values';

export interface Selection {
  columns: string[];
  /** DuckDB's types, for the layout of a table. */
  types: string[];
  rows: JsonValue[][];
}

export interface LocalEngine extends SqlEngine, SqlReader {
  /** A SELECT of any type, for the command line. */
  select(statement: string): Promise<Selection>;
  /** Leaves a file out of all statements from now on. */
  skip(file: string, reason: string): void;
  /** Files left out, with the reason. */
  skipped(): ReadonlyMap<string, string>;
  close(): void;
}

/**
 * SqlEngine on DuckDB over a lake in a folder: a statement is translated, the tables that it names
 * are views over the files as they lie there now, an INSERT writes Parquet files into the run's
 * folder. Throws UnreadableFile for a file that is none, StatementFailed for all else.
 */
export async function duckdbEngine(options: LakeViewsOptions): Promise<LocalEngine> {
  const connection = await openSession();
  const views = lakeViews(connection, options);
  const calls = callsInTurn();

  const select = async (statement: string): Promise<Selection> => {
    const text = await translate(statement);
    const reader = await views.under(statement, () => connection.runAndReadAll(text));
    return {
      columns: reader.deduplicatedColumnNames(),
      types: reader.columnTypes().map(String),
      rows: reader.getRows().map((row) => row.map(toJson)),
    };
  };

  return {
    insert: (statement, call) =>
      calls.once(statement, call, async () => {
        const insert = await copyStatement(statement, options.lake, call.token);
        await makeFolder(insert.folder);
        // A statement may read what its run has written so far; never what itself wrote before.
        await rm(insert.file, { force: true });
        const copy = () => connection.runAndReadAll(insert.copy);
        const reader = await views.under(insert.select, copy);
        await rename(insert.unfinished, insert.file);
        const rows_written = Number(reader.getRows()[0]?.[0] ?? 0);
        return { rows_written, files_skipped: views.leftOut() };
      }),
    query: (statement, call) =>
      calls.once(statement, call, async () => {
        const { columns, rows } = await select(statement);
        return rowObjects(columns, rows) as SqlRow[];
      }),
    pages: (statement, call) => pagesOf({ connection, views, calls }, statement, call),
    select: (statement) => calls.inTurn(() => select(statement)),
    skip: (file, reason) => views.skipped.set(file, reason),
    skipped: () => views.skipped,
    close: () => {
      connection.closeSync();
    },
  };
}
