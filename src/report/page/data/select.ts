/** The rows that a filter leaves, and their sums. */
import { DIMENSIONS, type ColumnOf, type Dimension, type FigureName } from '../../model';
import type { Data, Figure } from './data';
import type { Filter, State } from './state';

/** The period and the filter, ready to be asked of each row. */
export interface Selection {
  data: Data;
  filter: Filter;
  /** Places in `data.days`, both included. */
  from: number;
  to: number;
  /** 1 for each series that the filter leaves. */
  series: Uint8Array;
}

export function select(data: Data, { filter, from, to }: State): Selection {
  const wanted = DIMENSIONS.map((name) => filter[name]);
  const series = Uint8Array.from(data.model.series, (tuple) =>
    Number(wanted.every((w, i) => w === undefined || w === (data.string(tuple[i] ?? -1) ?? ''))),
  );
  const first = data.dayAt(data.model.first_day ?? '');
  const last = data.days.length - 1;
  const start = from === undefined ? first : clamp(placeOf(data, from), first, last);
  const end = to === undefined ? last : clamp(placeOf(data, to), first, last);
  return { data, filter, from: start, to: Math.max(start, end), series };
}

const clamp = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), high);

/** A day before the report's is place -1, one after it lies behind the last. */
function placeOf(data: Data, day: string): number {
  const at = data.dayAt(day);
  if (at >= 0) return at;
  return day < (data.days[0] ?? '') ? -1 : data.days.length;
}

/** The same filter for as many days, right before; null if the report does not reach so far back. */
export function before(selection: Selection): Selection | null {
  const length = selection.to - selection.from + 1;
  const from = selection.from - length;
  return from < 0 ? null : { ...selection, from, to: selection.from - 1 };
}

export const daysOf = ({ data, from, to }: Selection): readonly string[] =>
  data.days.slice(from, to + 1);

/**
 * By the dimensions that the figure has. Folded rows stand for many series: they pass only filters on
 * what they still name.
 */
function passes(selection: Selection, figure: Figure<FigureName>, row: number): boolean {
  const { filter } = selection;
  const folded = isRest(figure, row);
  return DIMENSIONS.every((name) => {
    const wanted = filter[name];
    if (wanted === undefined || !figure.has(name)) return true;
    if (folded && wanted === '') return false;
    return (figure.text(name as ColumnOf<FigureName>, row) ?? '') === wanted;
  });
}

/** Calls `visit` for each row of the period that the filter leaves. */
export function each<F extends FigureName>(
  selection: Selection,
  figure: Figure<F>,
  visit: (row: number) => void,
): void {
  const { from, to, series } = selection;
  const has_series = figure.hasSeries();
  for (let row = 0; row < figure.rows; row++) {
    const day = figure.day(row);
    if (day < from || day > to) continue;
    if (has_series && !isRest(figure, row)) {
      if (series[figure.series(row)] !== 1) continue;
    } else if (!passes(selection, figure, row)) continue;
    visit(row);
  }
}

/** Does the row stand for what was folded together? */
export const isRest = <F extends FigureName>({ encoded }: Figure<F>, row: number): boolean =>
  encoded.columns['is_rest']?.[row] === 1;

/** Is anything of the figure folded together? */
export const hasRest = <F extends FigureName>({ encoded }: Figure<F>): boolean =>
  encoded.columns['is_rest']?.includes(1) ?? false;

/** The name under which folded rows stand in every ranking. */
export const REST = '\u0001rest';

/** Dimensions that are filtered, and that the figure does not have. */
export const notFiltered = <F extends FigureName>(
  { filter }: Selection,
  figure: Figure<F>,
): Dimension[] => DIMENSIONS.filter((name) => filter[name] !== undefined && !figure.has(name));
