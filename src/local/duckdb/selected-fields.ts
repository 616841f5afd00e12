/** Which columns of a table a statement can see: reading the others would be work for nothing. */
import { nameOf } from './tokens';

/** Does the SELECT list that belongs to the FROM at `index` hold a star of its own? */
function selectsAll(tokens: readonly string[], index: number): boolean {
  let depth = 0;
  for (let i = index - 1; i >= 0; i -= 1) {
    const token = tokens[i] ?? '';
    if (token === ')') depth += 1;
    if (token === '(') depth -= 1;
    if (depth < 0) return true;
    const before = tokens[i - 1]?.toUpperCase() ?? '';
    if (depth === 0 && token === '*' && ['SELECT', 'DISTINCT', ',', '.'].includes(before))
      return true;
    if (depth === 0 && token.toUpperCase() === 'SELECT') return false;
  }
  return true;
}

/**
 * The fields whose names stand in the statement; all of them where a `*` may stand for them. One at
 * least, so that rows can be counted.
 */
export function namedFields<T extends { field: string }>(
  tokens: readonly string[],
  table: string,
  fields: readonly T[],
): readonly T[] {
  const scans = tokens.flatMap((token, i) => (nameOf(token) === table ? [i] : []));
  if (scans.some((scan) => tokens[scan + 1] !== '.' && selectsAll(tokens, scan))) return fields;
  const names = new Set(tokens.map(nameOf));
  const named = fields.filter(({ field }) => names.has(field.toLowerCase()));
  return named.length > 0 ? named : fields.slice(0, 1);
}
