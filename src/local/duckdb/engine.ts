import { DeadlineReached, StatementFailed } from '../../core/errors';
import { assertToken } from '../../core/run-id';
import type { SqlEngine, SqlRow, StatementCall } from '../../core/ports';
import { makeFolder } from '../make-folder';
import { copyStatement } from './insert';
import { lakeViews, type LakeViewsOptions } from './lake-views';
import { openSession } from './session';
import { translate } from './translate';
import { toJson, type JsonValue } from './values';

export interface Selection {
  columns: string[];
  /** DuckDB's types, for the layout of a table. */
  types: string[];
  rows: JsonValue[][];
}

export interface LocalEngine extends SqlEngine {
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
  const calls = new Map<string, { statement: string; result: Promise<unknown> }>();
  // One connection runs one statement at a time: the views belong to it.
  let last: Promise<unknown> = Promise.resolve();

  const run = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  // As Athena does: the same token and text join the first call, another text is refused.
  const once = async <T>(
    statement: string,
    call: StatementCall,
    work: () => Promise<T>,
  ): Promise<T> => {
    assertToken(call.token);
    if (call.deadline.remainingMs() <= 0) {
      throw new DeadlineReached('No time is left to start a statement.');
    }
    const known = calls.get(call.token);
    if (known && known.statement !== statement) {
      throw new StatementFailed('The token was used for another statement.', false);
    }
    const result = (known?.result as Promise<T> | undefined) ?? run(work);
    calls.set(call.token, { statement, result });
    return await result;
  };
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
      once(statement, call, async () => {
        const { copy, folder } = await copyStatement(statement, options.lake, call.token);
        await makeFolder(folder);
        const reader = await views.under(statement, () => connection.runAndReadAll(copy));
        const rows_written = Number(reader.getRows()[0]?.[0] ?? 0);
        return { rows_written, files_skipped: views.leftOut() };
      }),
    query: (statement, call) =>
      once(statement, call, async () => {
        const { columns, rows } = await select(statement);
        return rows.map(
          (row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])) as SqlRow,
        );
      }),
    select: (statement) => run(() => select(statement)),
    skip: (file, reason) => views.skipped.set(file, reason),
    skipped: () => views.skipped,
    close: () => {
      connection.closeSync();
    },
  };
}
