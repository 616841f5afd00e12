/** What the figures are asked with: the days, and how much to take. */
import { addDays, dayRange } from '../core/days';
import { firstDayOf, monthOf } from '../core/months';

/** Parameters of the figures' statements, by the names that stand in them. */
export interface FigureParameters {
  first_day: string;
  last_day: string;
  /** The first day of the first day's month. */
  first_month: string;
  /** The first day of the period before, to compare with. */
  before_day: string;
  /** Who or what was seen from here on, and before the newest seven days, is known. */
  known_day: string;
  known_last_day: string;
  /** The first of the newest seven days. */
  new_day: string;
  /** Rows of the figure that everything is summed from; the rest is folded. */
  max_usage: number;
  /** Rows of the other figures that the page sums up; the rest is left out. */
  max_cells: number;
  /** Rows of a plain list. */
  top_rows: number;
  top_queries: number;
  top_shapes: number;
  /** People whose own ten dearest queries are in the report. */
  top_people: number;
}

/** A user, an address or an application that was seen in so many days before is known. */
const KNOWN_DAYS = 90;
/** And new, if it was seen only in so many. */
const NEW_DAYS = 7;

/** Some 9 MB of page, if each of them is reached by texts of usual length: docs/decisions/0017 has the sum. */
const LIMITS = {
  max_usage: 40_000,
  max_cells: 15_000,
  top_rows: 500,
  top_queries: 200,
  top_shapes: 200,
  top_people: 60,
};

/** Does a parameter say how much to take? */
export const isLimit = (name: string): boolean => name in LIMITS;

const limits = (share: number): typeof LIMITS => {
  const scaled = Object.entries(LIMITS).map(([name, most]) => [name, Math.ceil(most * share)]);
  return Object.fromEntries(scaled) as typeof LIMITS;
};

/**
 * For the UTC days from the first to the last.
 * @param share of the rows that a report takes at most, so large a part
 */
export function parametersOf(first_day: string, last_day: string, share = 1): FigureParameters {
  const length = dayRange(first_day, last_day).length;
  return {
    first_day,
    last_day,
    first_month: firstDayOf(monthOf(first_day)),
    before_day: addDays(first_day, -length),
    known_day: addDays(first_day, -KNOWN_DAYS),
    known_last_day: addDays(last_day, -NEW_DAYS),
    new_day: addDays(last_day, 1 - NEW_DAYS),
    ...limits(share),
  };
}
