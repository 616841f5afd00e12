import v8 from 'node:v8';
import { Dialect, init, transpile } from '@polyglot-sql/sdk';
import { StatementFailed } from '../../core/errors';
import { tokensOf } from './tokens';

let ready: Promise<void> | undefined;
const translated = new Map<string, string>();

/** The Trino dialect, not the translator’s own Athena one: README.md says why. */
const ATHENA = Dialect.Trino;

/**
 * Functions that the translator gives another meaning: `from_iso8601_timestamp` becomes a cast that
 * takes more than ISO 8601, and json_extract an operator that binds more weakly than AND. Under
 * names that it does not know they stay functions; macros.sql defines them.
 */
const RENAMED: Record<string, string> = {
  from_iso8601_timestamp: 'iso8601_timestamp',
  json_extract: 'json_part',
  json_extract_scalar: 'json_scalar',
  // It takes a lambda, which a macro cannot hand on.
  transform: 'list_transform',
};

/** Strings, quoted names and comments stay as they are. */
const CALLS = new RegExp(
  `('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\\n]*|/\\*[\\s\\S]*?\\*/)|\\b(${Object.keys(RENAMED).join('|')})(?=\\s*\\()`,
  'gi',
);

const withMacros = (statement: string): string =>
  statement.replace(
    CALLS,
    (found, kept?: string, name?: string) => kept ?? RENAMED[name?.toLowerCase() ?? ''] ?? found,
  );

/** What may be asked, and what an INSERT may hold. */
const isSelect = (statement: string): boolean =>
  /^(?:SELECT|WITH|VALUES|\()$/i.test(tokensOf(statement)[0] ?? '');

/**
 * Compiled once, quickly: V8 would go on to optimize the translator's huge functions for some five
 * seconds, and Node waits for that before it takes up the next task.
 */
async function start(): Promise<void> {
  v8.setFlagsFromString('--wasm-tiering-budget=1000000000');
  await init();
}

/**
 * Athena's SELECT as DuckDB's.
 * @throws StatementFailed if the text is not one SELECT that the translator understands
 */
export async function translate(statement: string): Promise<string> {
  const known = translated.get(statement);
  if (known !== undefined) return known;
  ready ??= start();
  await ready;
  const result = transpile(withMacros(statement), ATHENA, Dialect.DuckDB);
  const [text, ...more] = result.sql ?? [];
  if (!result.success || text === undefined || more.length > 0) {
    throw new StatementFailed(
      `The SQL cannot be read: ${(result.error ?? 'give exactly one statement').split('\n')[0] ?? ''}`,
      false,
    );
  }
  if (!isSelect(statement)) {
    throw new StatementFailed('Only a SELECT can be asked; the lake is written by build.', false);
  }
  translated.set(statement, text);
  return text;
}
