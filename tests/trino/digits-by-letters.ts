/**
 * The one difference that docs/decisions/0007-query-fingerprint.md allows: `\b` between a digit and
 * a letter beyond ASCII is no boundary for Trino and one for DuckDB and the oracle. The fingerprints
 * of such texts are not compared; all else of their rows is.
 */
import type { Difference } from '../property/differences';
import type { Answer } from './both-engines';
import type { Json } from '../cases-runner/expand';

const DIGIT_BY_LETTER = /[0-9]\P{ASCII}|\P{ASCII}[0-9]/u;
const isSuch = (query: Json | undefined): boolean =>
  typeof query === 'string' && DIGIT_BY_LETTER.test(query);

export function withoutDigitsByLetters(answer: Answer): Answer {
  const [query, print] = ['query', 'query_fingerprint'].map((n) => answer.columns.indexOf(n));
  const rows = answer.rows.map((row) =>
    isSuch(row[query!]) ? row.map((value, i) => (i === print ? null : value)) : row,
  );
  return { ...answer, rows };
}

/** @param events where the difference was found */
export function isSpared({ key, what }: Difference, { columns, rows }: Answer): boolean {
  if (!what.startsWith('query_fingerprint:')) return false;
  const [id, query] = ['query_execution_id', 'query'].map((name) => columns.indexOf(name));
  return isSuch(rows.find((row) => row[id!] === key)?.[query!]);
}
