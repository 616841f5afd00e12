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

/** Sums of usage. What is unknown is not in a sum, and null is a sum of nothing known. */
export interface Sums {
  queries: number;
  failed: number;
  cancelled: number;
  refused: number;
  unknown_bytes: number;
  unknown_cost: number;
  data_scanned: number | null;
  cost_usd: number | null;
  cancelled_usd: number | null;
  lost_bytes: number | null;
}

const COUNTS = [
  'queries',
  'failed',
  'cancelled',
  'refused',
  'unknown_bytes',
  'unknown_cost',
] as const;
const AMOUNTS = ['data_scanned', 'cost_usd', 'cancelled_usd', 'lost_bytes'] as const;

export const nothing = (): Sums => ({
  queries: 0,
  failed: 0,
  cancelled: 0,
  refused: 0,
  unknown_bytes: 0,
  unknown_cost: 0,
  data_scanned: null,
  cost_usd: null,
  cancelled_usd: null,
  lost_bytes: null,
});

/** Adds a number to a sum; what is unknown adds nothing, and does not make it 0. */
export const plus = (sum: number | null, value: number | null): number | null =>
  value === null ? sum : (sum ?? 0) + value;

export function add(sums: Sums, usage: Figure<'usage'>, row: number): void {
  for (const name of COUNTS) sums[name] += usage.number(name, row) ?? 0;
  for (const name of AMOUNTS) sums[name] = plus(sums[name], usage.number(name, row));
}

export function total(selection: Selection): Sums {
  const usage = selection.data.figure('usage');
  const sums = nothing();
  each(selection, usage, (row) => {
    add(sums, usage, row);
  });
  return sums;
}

/** Groups of usage: by name (`''` unknown, REST folded), with the cost of each day. */
export interface Group {
  name: string;
  sums: Sums;
  /** By place of the day less `selection.from`. */
  by_day: (number | null)[];
}

export function groups(selection: Selection, dimension: Dimension): Group[] {
  const usage = selection.data.figure('usage');
  const found = new Map<string, Group>();
  const length = selection.to - selection.from + 1;
  each(selection, usage, (row) => {
    const value = usage.text(dimension, row);
    const name = isRest(usage, row) ? (value ?? REST) : (value ?? '');
    let group = found.get(name);
    if (!group) {
      group = { name, sums: nothing(), by_day: Array<number | null>(length).fill(null) };
      found.set(name, group);
    }
    add(group.sums, usage, row);
    const day = usage.day(row) - selection.from;
    group.by_day[day] = plus(group.by_day[day] ?? null, usage.number('cost_usd', row));
  });
  return [...found.values()].sort(
    (a, b) =>
      Number(a.name === REST) - Number(b.name === REST) ||
      (b.sums.cost_usd ?? -1) - (a.sums.cost_usd ?? -1) ||
      b.sums.queries - a.sums.queries ||
      (a.name < b.name ? -1 : 1),
  );
}

/** Dimensions that are filtered, and that the figure does not have. */
export const notFiltered = <F extends FigureName>(
  { filter }: Selection,
  figure: Figure<F>,
): Dimension[] => DIMENSIONS.filter((name) => filter[name] !== undefined && !figure.has(name));
