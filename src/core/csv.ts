/** CSV as RFC 4180 has it, for people who open it in a spreadsheet and for programs that read it. */
import { stringify } from 'csv-stringify/sync';

/**
 * First characters by which a spreadsheet takes a cell for a formula, or runs on into one: OWASP
 * (CSV Injection; ASVS 5, 1.2.10), and the full-width forms that Apple Numbers reads alike.
 */
const FORMULA = new Set('=+-@\t\r\0＝＋－＠');

/** The place after which a text's own first character stands: quotes may be before it. */
function afterQuotes(text: string): number {
  let place = 0;
  while (text[place] === "'") place += 1;
  return place;
}

/**
 * Text that no spreadsheet takes for a formula: one `'` before it. A text that has such quotes itself
 * gets one more, so that taking one away always gives the text back.
 */
export const harmless = (text: string): string =>
  FORMULA.has(text[afterQuotes(text)] ?? '') ? `'${text}` : text;

/**
 * Null is an empty cell, an empty text is `""`; a negative number is a number, not a formula. With a
 * record delimiter of one's own, line breaks within cells are quoted only on demand.
 */
const OPTIONS = {
  record_delimiter: 'windows',
  quote_record_delimiter: true,
  quoted_match: /^$/,
  cast: { boolean: String, string: harmless },
} as const;

/** Records with CRLF at the end of each; objects as JSON text. */
export const csv = (records: readonly (readonly unknown[])[]): string =>
  stringify(records as unknown[][], OPTIONS);
