/** Tables for people: as wide as the terminal where that is possible, numbers never cut. */
import Table from 'cli-table3';

type Cell = unknown;

export interface Printable {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Columns of text that stand to the right, as numbers do: `$1.00`, `2 TB`. */
  right?: readonly string[];
}

const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
);
const GAP = 2;
/** No text column is wider than this, nor cut below that; the first one says whose row it is. */
const WIDEST = 60;
const NARROWEST = 12;
const NARROWEST_FIRST = 18;

/**
 * What came from data may not steer the terminal: no control characters (category C of Unicode,
 * which holds the ones that turn the direction of text). Line breaks become blanks.
 */
const harmless = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '�');

/** A time stamp as people read it; times are UTC everywhere, so the `Z` goes. */
const readable = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)
    ? text.slice(0, 19).replace('T', ' ')
    : text;

function asText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return harmless(typeof cell === 'string' ? readable(cell) : JSON.stringify(cell));
}

/** Characters as people count them; an emoji of several code points is one. */
const SEGMENTS = new Intl.Segmenter();

function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  const characters = Array.from(SEGMENTS.segment(text), ({ segment }) => segment);
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text;
}

const longest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, text.length), 0);

/** `repeated_usd` over two lines where its column is narrower. */
function wrapped(name: string, width: number): string {
  const lines: string[] = [];
  for (const word of name.split(/(?<=_)/)) {
    const last = lines.at(-1);
    if (last !== undefined && (last + word).length <= width) lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Widths of the columns: the widest text gives way first, until all fit or none can. */
function fit(
  natural: readonly number[],
  isNumeric: readonly boolean[],
  terminal: number,
): number[] {
  const widths = natural.map((width) => Math.min(width, WIDEST));
  const total = (): number => widths.reduce((sum, width) => sum + width + GAP, -GAP);
  while (total() > terminal) {
    const room = widths.map((width, i) =>
      isNumeric[i] || width <= (i === 0 ? NARROWEST_FIRST : NARROWEST) ? 0 : width,
    );
    const most = Math.max(...room);
    if (most === 0) break;
    widths[room.indexOf(most)] = most - 1;
  }
  return widths;
}

/** Columns of numbers stand to the right. */
export function renderTable(
  { columns, rows, right = [] }: Printable,
  terminal = process.stdout.columns || 80,
): string {
  const texts = rows.map((row) => columns.map((_, i) => asText(row[i])));
  const isNumeric = columns.map((name, i) => {
    const cells = rows.map((row) => row[i]).filter((cell) => cell !== null);
    return (
      right.includes(name) || (cells.length > 0 && cells.every((cell) => typeof cell === 'number'))
    );
  });
  const natural = columns.map((name, i) =>
    Math.max(longest(texts.map((row) => row[i] ?? '')), longest(name.split(/\n|(?<=_)/)), 4),
  );
  const widths = fit(natural, isNumeric, terminal);
  const table = new Table({
    head: columns.map((name, i) => wrapped(name, widths[i] ?? WIDEST)),
    colAligns: isNumeric.map((numeric) => (numeric ? 'right' : 'left')),
    chars: { ...NO_LINES, middle: ' '.repeat(GAP) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...texts.map((row) => row.map((text, i) => cut(text, widths[i] ?? WIDEST))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
