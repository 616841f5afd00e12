/**
 * Which partitions a statement reads, as far as its text shows. The predicate itself stays in the
 * statement; this only saves DuckDB from listing, and asking about, every file of every other day.
 * So a guess may be too wide, never too narrow: what is not plain is not guessed.
 */
import { nameOf } from './tokens';

/** Values from the first to the second, both included; they compare as text. */
export type Interval = readonly [from: string, to: string];

const FIRST = '';
/** After every day and every path of a day. */
const LAST = '\uffff';

/** What ends a WHERE clause. */
const END = new Set(
  'GROUP HAVING WINDOW QUALIFY UNION EXCEPT INTERSECT ORDER OFFSET LIMIT FETCH ;'.split(' '),
);

/**
 * The predicates that all must hold: the clause from `start` on, cut at its own ANDs.
 * @returns null if the clause is not such a list
 */
function conjuncts(tokens: readonly string[], start: number): string[][] | null {
  const found: string[][] = [[]];
  let depth = 0;
  let isBetween = false;
  for (const token of tokens.slice(start)) {
    const word = token.toUpperCase();
    if (word === ')' || word === 'END') depth -= 1;
    if (depth < 0 || (depth === 0 && END.has(word))) break;
    if (depth === 0 && (word === 'OR' || word === 'SELECT')) return null;
    if (depth === 0 && word === 'AND' && !isBetween) found.push([]);
    else found.at(-1)?.push(token);
    if (depth === 0 && (word === 'AND' || word === 'BETWEEN')) isBetween = word === 'BETWEEN';
    if (word === '(' || word === 'CASE') depth += 1;
  }
  return found;
}

/** A day, a path of a day or of a file, or a run; null for other literals, which are left to DuckDB. */
const literal = (token: string | undefined): string | null =>
  /^'([\w/:.=-]+)'$/.exec(token ?? '')?.[1] ?? null;

/** `column IN ('…', '…')`, without the column. */
function listed(tokens: readonly string[]): Interval[] | null {
  const items = tokens.slice(2, -1).join('').split(',').map(literal);
  const values = items.filter((value) => value !== null);
  return values.length === items.length ? values.map((value) => [value, value]) : null;
}

/** What one predicate says of the column; null if nothing plain. */
function intervals(predicate: readonly string[], table: string, column: string): Interval[] | null {
  const isQualified = nameOf(predicate[0]) === table && predicate[1] === '.';
  const [name, ...rest] = isQualified ? predicate.slice(2) : predicate;
  if (nameOf(name) !== column) return null;
  const shape = rest.map((token) => (literal(token) === null ? token.toUpperCase() : '?')).join('');
  const [value, other] = rest.map(literal).filter((found) => found !== null);
  if (/^IN\(.+\)$/.test(shape)) return listed(rest);
  if (value === undefined) return null;
  if (shape === '=?') return [[value, value]];
  if (shape === '>=?' || shape === '>?') return [[value, LAST]];
  if (shape === '<=?' || shape === '<?') return [[FIRST, value]];
  return shape === 'BETWEEN?AND?' && other !== undefined ? [[value, other]] : null;
}

/**
 * The partitions that a statement reads of a table, if every scan of it is a plain
 * `FROM table WHERE … AND column = '…'` (or IN, BETWEEN, <, >).
 * @param tokens of the statement and of all views that it names
 * @returns null if all partitions may be read
 */
export function namedPartitions(
  tokens: readonly string[],
  table: string,
  column: string,
): Interval[] | null {
  const named: Interval[] = [];
  for (const [i, token] of tokens.entries()) {
    if (nameOf(token) !== table || tokens[i + 1] === '.') continue;
    const isPlain =
      tokens[i - 1]?.toUpperCase() === 'FROM' && tokens[i + 1]?.toUpperCase() === 'WHERE';
    const predicates = isPlain ? conjuncts(tokens, i + 2) : null;
    const found = predicates?.map((one) => intervals(one, table, column)).find(Boolean);
    if (!found) return null;
    named.push(...found);
  }
  return named.length > 0 ? named : null;
}

/** Does a partition lie in one of the intervals? All do if there are none named. */
export const isNamed = (named: readonly Interval[] | null, value: string): boolean =>
  named === null || named.some(([from, to]) => value >= from && value <= to);

/** The values themselves, if the intervals are single values. */
export const singleValues = (named: readonly Interval[] | null): string[] | null =>
  named?.every(([from, to]) => from === to) ? [...new Set(named.map(([value]) => value))] : null;
