/** The statements behind the figures of a report, one file each. */
import callers from './figures/callers.sql';
import coverage from './figures/coverage.sql';
import days from './figures/days.sql';
import failingCalls from './figures/failing_calls.sql';
import failures from './figures/failures.sql';
import hours from './figures/hours.sql';
import logins from './figures/logins.sql';
import newcomers from './figures/newcomers.sql';
import notes from './figures/notes.sql';
import queries from './figures/queries.sql';
import rootCalls from './figures/root_calls.sql';
import securityGroups from './figures/security_groups.sql';
import shapeRuns from './figures/shape_runs.sql';
import shapes from './figures/shapes.sql';
import totals from './figures/totals.sql';
import trailMonths from './figures/trail_months.sql';
import unused from './figures/unused.sql';
import unusual from './figures/unusual.sql';
import usage from './figures/usage.sql';
import { isLimit, type FigureParameters } from './figure-parameters';
import type { FigureName } from './model';
import { renderSql } from '../core/sql-text';
import { titled, type Titled } from './titled';

const STATEMENTS: Record<FigureName, string> = {
  totals,
  usage,
  days,
  coverage,
  queries,
  shapes,
  shape_runs: shapeRuns,
  hours,
  callers,
  failures,
  newcomers,
  unusual,
  unused,
  notes,
  trail_months: trailMonths,
  logins,
  security_groups: securityGroups,
  failing_calls: failingCalls,
  root_calls: rootCalls,
};

/** In the order in which they are asked. */
export const FIGURES = Object.keys(STATEMENTS) as FigureName[];

export interface FigureStatement extends Titled {
  name: FigureName;
  /** It takes no more rows than it is told to. */
  isLimited: boolean;
}

/** A figure's statement with its parameters in it: what is run, and what the page shows. */
export function figureStatement(name: FigureName, parameters: FigureParameters): FigureStatement {
  const template = STATEMENTS[name];
  const needed = Object.entries(parameters).filter(([key]) =>
    new RegExp(`:${key}\\b`).test(template),
  );
  const sql = renderSql(template, Object.fromEntries(needed));
  return { name, ...titled(sql), isLimited: needed.some(([key]) => isLimit(key)) };
}

/** Every figure's statement. */
export const figureStatements = (parameters: FigureParameters): FigureStatement[] =>
  FIGURES.map((name) => figureStatement(name, parameters));
