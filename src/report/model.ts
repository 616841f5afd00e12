/**
 * What a report holds, and what its page reads: plain data, made by `read-model.ts`, written into the
 * page as JSON. This file is shared with the page, so it imports nothing that a browser lacks.
 */

import type { COLUMNS } from './figure-columns';

/** How much of the SQL a report may show. */
export const SQL_DETAILS = ['full', 'masked', 'none'] as const;
export type SqlDetail = (typeof SQL_DETAILS)[number];

/** The five that every filter is made of; together they are a series. */
export const DIMENSIONS = ['account_id', 'region', 'workgroup', 'team', 'user'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type FigureName = keyof typeof COLUMNS;

/** Figures of `cloudtrail_events`: of the days whose month is built, see `trail_months`. */
export const OF_TRAIL: ReadonlySet<FigureName> = new Set<FigureName>([
  'logins',
  'security_groups',
  'failing_calls',
  'root_calls',
]);

export type ColumnOf<F extends FigureName> = keyof (typeof COLUMNS)[F] & string;

/**
 * A column of a figure: of text, where each value stands in `strings` (-1: null); of numbers and flags,
 * the values themselves (flags as 0 and 1).
 */
export type EncodedColumn = readonly (number | null)[];

export interface EncodedFigure {
  title: string;
  /** How to read it. */
  summary: string;
  /** The statement as it was run, to be asked again in Athena. */
  sql: string;
  rows: number;
  /** The five dimensions, if the figure has all of them, are one column `series`. */
  columns: Record<string, EncodedColumn>;
}

export interface ReportModel {
  version: 1;
  /** ISO-8601, UTC. */
  made_at: string;
  /** UTC days, both included; null if the lake holds nothing. */
  first_day: string | null;
  last_day: string | null;
  /** From here on `usage` has rows, to compare the period with the one before. */
  before_day: string | null;
  sql: SqlDetail;
  /** Every text of every figure, once. */
  strings: string[];
  /** For each series the places of its five dimensions in `strings`, in the order of DIMENSIONS. */
  series: number[][];
  figures: Record<FigureName, EncodedFigure>;
}
