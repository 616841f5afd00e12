/**
 * The one module that puts values into SQL. A statement is a `.sql` file in Athena's dialect with
 * named parameters (`:day`); every value is quoted here, and a name that is missing, spare or of no
 * known kind is an error. Text inside quotes and comments is left alone.
 */

import CALLERS from './sql/callers.sql';

/** Text that several statements share, by the name in their comment `/* callers.sql *\/`. */
const PARTS: Record<string, string> = { callers: CALLERS };

/** Rows of a VALUES list. */
export type SqlTuples = readonly (readonly (string | number)[])[];
export type SqlParameter = string | number | readonly string[] | { tuples: SqlTuples };

/** Strings: only the quote is special in Athena's dialect. */
const quoteString = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Integers as they are; others as doubles (`6.75E0`), since `6.75` would be a decimal. */
function quoteNumber(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written in SQL.`);
  return Number.isSafeInteger(value)
    ? String(value)
    : value.toExponential().replace('e+', 'E').replace('e', 'E');
}

const quoteScalar = (value: string | number): string =>
  typeof value === 'string' ? quoteString(value) : quoteNumber(value);

function quote(name: string, value: SqlParameter): string {
  if (typeof value === 'string' || typeof value === 'number') return quoteScalar(value);
  const items =
    'tuples' in value
      ? value.tuples.map((tuple) => `(${tuple.map(quoteScalar).join(', ')})`)
      : value.map(quoteString);
  if (items.length === 0) throw new RangeError(`:${name} is an empty list; SQL has no such list.`);
  return items.join(', ');
}

const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|:([a-z_]+)\b/g;

/** The shared parts in their places. @throws RangeError for a part that there is not */
const withParts = (template: string): string =>
  template.replace(/\/\* (\w+)\.sql \*\//g, (_comment, name: string) => {
    const part = PARTS[name];
    if (part === undefined) throw new RangeError(`There is no part ${name}.sql.`);
    return part.trimEnd();
  });

/**
 * Renders a statement.
 * @throws RangeError if the parameters and the statement's names do not agree
 */
export function renderSql(template: string, parameters: Record<string, SqlParameter> = {}): string {
  const spare = new Set(Object.keys(parameters));
  const text = withParts(template).replace(TOKENS, (token, name?: string) => {
    if (name === undefined) return token;
    const value = parameters[name];
    if (value === undefined)
      throw new RangeError(`The statement needs :${name}, which was not given.`);
    spare.delete(name);
    return quote(name, value);
  });
  if (spare.size > 0) throw new RangeError(`The statement has no :${[...spare].join(', :')}.`);
  return text;
}
