/** Comments name tables too. */
const withoutComments = (statement: string): string =>
  statement.replace(/('(?:[^']|'')*')|--[^\n]*|\/\*[\s\S]*?\*\//g, '$1');

/** The text of a WHERE clause: up to the parenthesis that closes around it, or the next clause. */
function clauseOf(text: string): string {
  const tokens = /'(?:[^']|'')*'|[()]|\b(?:GROUP|ORDER|HAVING|LIMIT|UNION|WINDOW|QUALIFY)\b/gi;
  let depth = 0;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '(') depth += 1;
    else if (token[0] === ')') depth -= 1;
    else if (token[0].startsWith("'") || depth > 0) continue;
    if (depth < 0 || /^[a-z]/i.test(token[0])) return text.slice(0, token.index);
  }
  return text;
}

/** The literals in `column = '…'` or `column IN ('…', …)`. */
function literals(clause: string, column: string): string[] | null {
  const found = new RegExp(`\\b${column}\\s*(?:=\\s*('[^']*')|IN\\s*\\(([^)]*)\\))`, 'i').exec(
    clause,
  );
  const text = found?.[1] ?? found?.[2];
  const quoted = text?.match(/'[^']*'/g);
  return quoted ? quoted.map((literal) => literal.slice(1, -1)) : null;
}

/**
 * The partitions that a statement reads of a table, as far as its text shows: every
 * `FROM table WHERE … column = …` (or IN) joined by AND only. The predicate itself stays in the
 * statement; this saves DuckDB from listing, and asking about, every file of every other day.
 * @returns null if some scan of the table does not name its partitions so plainly
 */
export function namedPartitions(commented: string, table: string, column: string): string[] | null {
  const statement = withoutComments(commented);
  const scans = [...statement.matchAll(new RegExp(`\\b${table}\\b(?!\\.)`, 'gi'))];
  const named = new Set<string>();
  for (const scan of scans) {
    const before = statement.slice(0, scan.index);
    const after = statement.slice(scan.index + scan[0].length);
    if (!/\bFROM\s+$/i.test(before) || !/^\s+WHERE\s/i.test(after)) return null;
    const clause = clauseOf(after);
    const found = /\bOR\b|\bNOT\b/i.test(clause) ? null : literals(clause, column);
    if (!found) return null;
    for (const value of found) named.add(value);
  }
  return scans.length > 0 ? [...named] : null;
}
