/** Rows on standard output: a table for people, JSON and CSV for programs. */
import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import type { Format } from './options';

type Cell = unknown;

const NO_LINES = Object.fromEntries(
  ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right']
    .concat(['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'])
    .map((part) => [part, '']),
);

/**
 * What came from data may not steer the terminal: no control characters (category C of Unicode,
 * which holds the ones that turn the direction of text). Line breaks become blanks.
 */
const harmless = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '�');

const isNumber = (cell: Cell): boolean => typeof cell === 'number';

/** A time stamp as people read it; the `Z` goes, the heading of every report says UTC. */
const readable = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)
    ? text.slice(0, 19).replace('T', ' ')
    : text;

/** Characters as people count them; an emoji of several code points is one. */
const SEGMENTS = new Intl.Segmenter();

function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  const characters = Array.from(SEGMENTS.segment(text), ({ segment }) => segment);
  return characters.length > width ? `${characters.slice(0, width - 1).join('')}…` : text;
}

function asText(cell: Cell, width: number): string {
  if (cell === null || cell === undefined) return '';
  const text = typeof cell === 'string' ? readable(cell) : JSON.stringify(cell);
  return cut(harmless(text), width);
}

/** Cells are cut to this width when the table would not fit otherwise. */
const WIDEST = 60;

function cellWidth(rows: readonly (readonly Cell[])[], terminal: number): number {
  const columns = rows[0]?.length ?? 1;
  for (let width = WIDEST; width > 12; width -= 4) {
    const widths = Array.from({ length: columns }, (_, i) =>
      Math.max(...rows.map((row) => asText(row[i], width).length)),
    );
    if (widths.reduce((sum, w) => sum + w + 2, 0) <= terminal) return width;
  }
  return 12;
}

export interface Printable {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** Columns of numbers stand to the right. */
export function renderTable(
  { columns, rows }: Printable,
  terminal = process.stdout.columns || 80,
): string {
  const isNumeric = columns.map((_, i) => {
    const cells = rows.map((row) => row[i]).filter((cell) => cell !== null);
    return cells.length > 0 && cells.every(isNumber);
  });
  const width = cellWidth([columns, ...rows], terminal);
  const table = new Table({
    head: [...columns],
    colAligns: isNumeric.map((numeric) => (numeric ? 'right' : 'left')),
    chars: { ...NO_LINES, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => row.map((cell) => asText(cell, width))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const asObject = (columns: readonly string[], row: readonly Cell[]): Record<string, Cell> =>
  Object.fromEntries(columns.map((name, i) => [name, row[i]]));

/** JSON: one array of objects. CSV: RFC 4180 with a header; objects as JSON text. */
export function render(selection: Printable, format: Format): string {
  const { columns, rows } = selection;
  if (format === 'table') {
    return `${renderTable(selection)}\n${rows.length === 1 ? '1 row' : `${rows.length} rows`}\n`;
  }
  if (format === 'csv') {
    return stringify([columns, ...rows] as unknown[][], {
      record_delimiter: 'windows',
      cast: { boolean: String },
    });
  }
  const lines = rows.map((row) => JSON.stringify(asObject(columns, row)));
  return lines.length > 0 ? `[\n${lines.join(',\n')}\n]\n` : '[]\n';
}
