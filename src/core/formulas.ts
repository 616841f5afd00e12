/** Text in cells of a spreadsheet. The report’s page has this rule too, so it imports nothing. */

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
