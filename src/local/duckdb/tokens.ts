const TOKENS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|[\p{L}_][\p{L}\p{N}_$]*|\d+|\S/gu;

const isComment = (token: string): boolean => token.startsWith('--') || token.startsWith('/*');

/** Strings, names, words and single signs of a statement, without comments and white space. */
export const tokensOf = (statement: string): string[] =>
  (statement.match(TOKENS) ?? []).filter((token) => !isComment(token));

/** The name that a token is, quoted or not: Athena’s names have no case. */
export const nameOf = (token: string | undefined): string =>
  (token?.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : (token ?? '')).toLowerCase();

/** Does the statement name this table or view? Comments and strings do not count. */
export const mentions = (tokens: readonly string[], name: string): boolean =>
  tokens.some((token) => nameOf(token) === name);
