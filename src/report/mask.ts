/**
 * SQL without its literals. Shared with the page, which masks on demand; a report made with
 * `--sql masked` never holds the literals at all.
 */

/**
 * Strings (also one that the text ends in: it was cut), comments, names in quotes, numbers, words.
 * Comments are left out as a whole: what stands in them is nobody's literal, and may be anything.
 */
const TOKENS =
  /('(?:[^']|'')*(?:'|$))|(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|("(?:[^"]|"")*(?:"|$))|(`[^`]*(?:`|$))|([\p{L}_][\p{L}\p{N}_$]*)|((?:\d[\d_]*)?\.?\d[\w.]*)/gu;

/** Statements in which double quotes hold a name; in Hive's DDL they hold strings. */
const IS_QUERY =
  /^\s*(?:\(|select|with|insert|values|explain|merge|update|delete|unload|prepare|execute)\b|^\s*\(/i;

/**
 * Every literal as `?`: strings, numbers, and in DDL what stands in double quotes.
 * @param sql whole, or cut anywhere
 */
export function maskLiterals(sql: string): string {
  const bare = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$))+/, '');
  const names = IS_QUERY.test(bare);
  return sql.replace(
    TOKENS,
    (
      token,
      string?: string,
      comment?: string,
      quoted?: string,
      _backticks?: string,
      _word?: string,
      number?: string,
    ) => {
      if (comment !== undefined) return '/* … */';
      if (string !== undefined) return "'?'";
      if (quoted !== undefined) return names ? token : '"?"';
      return number === undefined ? token : '?';
    },
  );
}

/** Words of an error without what may be quoted from the query: texts in quotes, and digits. */
export const maskWords = (words: string): string =>
  words.replace(/'[^']*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)/g, '‘?’').replace(/\d+/g, '?');

/** The error's name alone, as `TABLE_NOT_FOUND`; null if the words do not begin with one. */
export const errorName = (words: string): string | null =>
  /^[A-Z][A-Z0-9_]{3,}(?=:|$)/.exec(words)?.[0] ?? null;

/** An access key id wherever it stands, shortened to its first and last four signs. */
export const shortenKeys = (text: string): string =>
  text.replace(/\b(A[KS]IA)[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, '$1…$2');
