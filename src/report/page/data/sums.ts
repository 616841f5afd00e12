/** Sums over the rows that a filter leaves. */
import type { Dimension } from '../../model';
import { collect } from './collect';
import type { Figure } from './data';
import { each, isRest, REST, type Selection } from './select';

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
  const length = selection.to - selection.from + 1;
  const found = collect(
    selection,
    usage,
    (row) => usage.text(dimension, row) ?? (isRest(usage, row) ? REST : ''),
    (_row, name): Group => ({
      name,
      sums: nothing(),
      by_day: Array<number | null>(length).fill(null),
    }),
    (group, row) => {
      add(group.sums, usage, row);
      const day = usage.day(row) - selection.from;
      group.by_day[day] = plus(group.by_day[day] ?? null, usage.number('cost_usd', row));
    },
  );
  return found.sort(
    (a, b) =>
      Number(a.name === REST) - Number(b.name === REST) ||
      (b.sums.cost_usd ?? -1) - (a.sums.cost_usd ?? -1) ||
      b.sums.queries - a.sums.queries ||
      (a.name < b.name ? -1 : 1),
  );
}
