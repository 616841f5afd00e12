import { createHash } from 'node:crypto';

/** End of what a quote at `start` opens (a doubled quote is part of it); -1 if it never closes. */
function quotedEnd(sql: string, start: number): number {
  const quote = sql.charAt(start);
  for (let i = start + 1; i < sql.length; i++) {
    if (sql.charAt(i) !== quote) continue;
    if (sql.charAt(i + 1) !== quote) return i + 1;
    i++;
  }
  return -1;
}

function lineEnd(sql: string, start: number): number {
  const end = sql.indexOf('\n', start);
  return end === -1 ? sql.length : end;
}

function blockEnd(sql: string, start: number): number {
  const end = sql.indexOf('*/', start + 2);
  return end === -1 ? -1 : end + 2;
}

interface Token {
  end: number;
  becomes: string;
}

/** The literal, identifier or comment that starts at `i`; null if a plain character does. */
function tokenAt(sql: string, i: number): Token | null {
  const token = (end: number, becomes: string): Token | null =>
    end === -1 ? null : { end, becomes };
  if (sql.startsWith("'", i)) return token(quotedEnd(sql, i), '?');
  if (sql.startsWith('--', i)) return token(lineEnd(sql, i), ' ');
  if (sql.startsWith('/*', i)) return token(blockEnd(sql, i), ' ');
  if (!sql.startsWith('"', i)) return null;
  const end = quotedEnd(sql, i);
  return token(end, sql.slice(i, end));
}

function withoutLiteralsAndComments(sql: string): string {
  let text = '';
  for (let i = 0; i < sql.length;) {
    const token = tokenAt(sql, i);
    text += token ? token.becomes : sql.charAt(i);
    i = token ? token.end : i + 1;
  }
  return text;
}

/** The text that queries of one shape have in common: two queries share it or share nothing. */
export const fingerprintClass = (query: string): string =>
  withoutLiteralsAndComments(query)
    .replace(/\b\d+(\.\d+)?([eE][+-]?\d+)?\b/g, '?')
    .replace(/[ \t\r\n\f]+/g, ' ')
    .trim()
    .toLowerCase();

/** SHA-256 of the UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string =>
  createHash('sha256').update(text, 'utf8').digest('hex');
