import v8 from 'node:v8';
import { Dialect, init, transpile } from '@polyglot-sql/sdk';
import { StatementFailed } from '../../core/errors';
import { tokensOf } from './tokens';

let ready: Promise<void> | undefined;
const translated = new Map<string, string>();

/** The Trino dialect, not the translator’s own Athena one: README.md says why. */
const ATHENA = Dialect.Trino;

/**
 * Functions that the translator turns into DuckDB's operators `->` and `->>`, which bind more weakly
 * than AND. Under other names they stay functions; macros.sql defines them.
 */
const asMacros = (statement: string): string =>
  statement.replace(
    /('(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/)|\bjson_extract(_scalar)?(?=\s*\()/gi,
    (_found, kept?: string, scalar?: string) => kept ?? (scalar ? 'json_scalar' : 'json_part'),
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
  const result = transpile(asMacros(statement), ATHENA, Dialect.DuckDB);
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
