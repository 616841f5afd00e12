/** The functions that a statement in Athena's dialect calls. */
import { tokensOf } from '../../src/local/duckdb/tokens';

/** Words that may stand before a parenthesis and are no functions. */
const KEYWORDS = new Set(
  (
    'all and any as between by case distinct else except exists filter from group having in intersect ' +
    'into join like not on or order over partition select some then union using values when where with'
  ).split(' '),
);

/** `name (column, …) AS (`: a subquery of the statement's own. */
function namesSubquery(tokens: readonly string[], at: number): boolean {
  const closing = tokens.indexOf(')', at);
  return tokens[closing + 1]?.toLowerCase() === 'as' && tokens[closing + 2] === '(';
}

/**
 * @returns the names in lower case, each once, sorted. After AS stands a type or an alias
 * (`CAST(x AS timestamp(3))`, `AS t (source)`), not a call.
 */
export function functionsOf(statement: string): string[] {
  const tokens = tokensOf(statement);
  const called = tokens.flatMap((token, i) => {
    const name = token.toLowerCase();
    if (tokens[i + 1] !== '(' || !/^[a-z_]\w*$/.test(name) || KEYWORDS.has(name)) return [];
    return tokens[i - 1]?.toLowerCase() === 'as' || namesSubquery(tokens, i) ? [] : [name];
  });
  return [...new Set(called)].sort();
}
