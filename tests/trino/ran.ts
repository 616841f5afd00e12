/**
 * What ran on which engine, noted by the suites as they go: for the closing line, and for the test
 * that no statement was left out.
 */
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlEngine } from '../../src/core/ports';
import { mentions, tokensOf } from '../../src/local/duckdb/tokens';
import { VIEWS } from '../../src/report/views';

const SRC = join(__dirname, '../../src');
/** Statements in Athena's dialect: all but DuckDB's own macros. Each begins with a comment of its own. */
export const SHIPPED = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && !file.startsWith('local'))
  .map((file) => ({ file, first_line: readFileSync(join(SRC, file), 'utf8').split('\n')[0]! }))
  .sort((a, b) => (a.file < b.file ? -1 : 1));

export type EngineName = 'DuckDB' | 'Trino';

export type Note =
  /** A statement of a file of src/ ran without an error; a view ran if a statement read it. */
  | { engine: EngineName; suite: string; file: string }
  /** Came out equal: so many of a kind, `golden cases` for example. */
  | { equal: string; count: number };

/** The files of src/ that run with a statement: its own, and those of the views that it names. */
export function filesOf(statement: string): string[] {
  const own = SHIPPED.filter(({ first_line }) => statement.includes(first_line));
  const tokens = tokensOf(statement);
  const views = VIEWS.filter(({ name }) => mentions(tokens, name));
  return [...own.map(({ file }) => file), ...views.map(({ name }) => `report/views/${name}.sql`)];
}

const notesFile = (root: string): string => join(root, '..', 'notes.ndjson');

/** @param root the folder of the lakes, see `TrinoPlace` */
export const note = (root: string, what: Note): void => {
  appendFileSync(notesFile(root), `${JSON.stringify(what)}\n`);
};

export const readNotes = (root: string): Note[] =>
  existsSync(notesFile(root))
    ? readFileSync(notesFile(root), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Note)
    : [];

/** The engine, and a note of each statement that it has run. */
export function noting(sql: SqlEngine, ran: (statement: string) => void): SqlEngine {
  const noted = async <T>(statement: string, result: Promise<T>): Promise<T> => {
    const value = await result;
    ran(statement);
    return value;
  };
  return {
    insert: (statement, call) => noted(statement, sql.insert(statement, call)),
    query: (statement, call) => noted(statement, sql.query(statement, call)),
  };
}
