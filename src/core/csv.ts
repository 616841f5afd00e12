/** CSV as RFC 4180 has it, for people who open it in a spreadsheet and for programs that read it. */
import { stringify } from 'csv-stringify/sync';
import { harmless } from './formulas';

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
