import { mkdir } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DeadlineReached, StatementFailed, messageOf } from '../../core/errors';
import { assertToken } from '../../core/run-id';
import type { Catalog, SqlEngine, SqlRow, StatementCall } from '../../core/ports';
import { brokenFile, namedError } from './broken-file';
import { copyStatement } from './insert';
import { openSession } from './session';
import { TABLE_VIEWS, type LakePlaces } from './tables';
import { translate } from './translate';
import { toJson, type JsonValue } from './values';

export interface LocalEngineOptions {
  lake: string;
  /** The folder above AWSLogs/. */
  trail: string;
  catalog: Catalog;
  /** Views on top of the tables: SELECT statements in Athena's dialect. */
  views: readonly { name: string; sql: string }[];
  /** Leave files out that cannot be read, instead of failing. */
  skipUnreadable: boolean;
}

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

const STARTING_DOCUMENT_BYTES = 16 * 1024 ** 2;
const LARGEST_DOCUMENT_BYTES = 2 * 1024 ** 3;

const mentions = (statement: string, name: string): boolean =>
  new RegExp(`\\b${name}\\b`, 'i').test(statement);

async function glob(connection: DuckDBConnection, patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const reader = await connection.runAndReadAll('SELECT file FROM glob($1)', [pattern]);
    for (const [file] of reader.getRows()) found.add(String(file));
  }
  return [...found].sort();
}

/** The lake's tables that a statement names, made as views. */
class LakeViews {
  readonly skipped = new Map<string, string>();
  private max_document_bytes = STARTING_DOCUMENT_BYTES;

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly options: LocalEngineOptions,
  ) {}

  private async refresh(statement: string): Promise<void> {
    const views = this.options.views.filter(({ name }) => mentions(statement, name));
    const needed = [statement, ...views.map(({ sql }) => sql)].join('\n');
    const places: LakePlaces = {
      ...this.options,
      skipped: new Set(this.skipped.keys()),
      glob: (patterns) => glob(this.connection, patterns),
      max_document_bytes: this.max_document_bytes,
    };
    for (const [name, select] of Object.entries(TABLE_VIEWS)) {
      if (mentions(needed, name)) await this.create(name, await select(places, needed));
    }
    for (const { name, sql } of views) await this.create(name, await translate(sql));
  }

  private async create(name: string, select: string): Promise<void> {
    await this.connection.run(`CREATE OR REPLACE VIEW "${name}" AS ${select}`);
  }

  /** Runs `work` on fresh views; again with a larger limit, or without a broken file, as need be. */
  async under<T>(statement: string, work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        await this.refresh(statement);
        return await work();
      } catch (error) {
        if (!this.canGoOn(error)) throw namedError(error);
      }
    }
  }

  private canGoOn(error: unknown): boolean {
    if (messageOf(error).includes('maximum_object_size')) {
      this.max_document_bytes *= 4;
      return this.max_document_bytes <= LARGEST_DOCUMENT_BYTES;
    }
    const broken = brokenFile(error);
    if (!broken || !this.options.skipUnreadable || this.skipped.has(broken.file)) return false;
    this.skipped.set(broken.file, broken.reason);
    return true;
  }
}

/**
 * SqlEngine on DuckDB over a lake in a folder: a statement is translated, the tables that it names
 * are views over the files as they lie there now, an INSERT writes Parquet files into the run's
 * folder. Throws UnreadableFile for a file that is none, StatementFailed for all else.
 */
export async function duckdbEngine(options: LocalEngineOptions): Promise<LocalEngine> {
  const connection = await openSession();
  const views = new LakeViews(connection, options);
  const calls = new Map<string, { statement: string; result: Promise<unknown> }>();
  // One connection runs one statement at a time: the views belong to it.
  let last: Promise<unknown> = Promise.resolve();

  const run = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  // As Athena does: the same token and text join the first call, another text is refused.
  const once = async <T>(statement: string, call: StatementCall, work: () => Promise<T>): Promise<T> => {
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
        const before = views.skipped.size;
        const { copy, folder } = await copyStatement(statement, options.lake, call.token);
        await mkdir(folder, { recursive: true });
        const reader = await views.under(statement, () => connection.runAndReadAll(copy));
        const rows_written = Number(reader.getRows()[0]?.[0] ?? 0);
        return { rows_written, files_skipped: views.skipped.size - before };
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
