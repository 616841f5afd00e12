/** Asks every figure of an engine, and puts the answers together: the whole content of a report. */
import { noDeadline } from '../core/clock';
import { addDays, dayRange } from '../core/days';
import { firstDayOf, monthOf } from '../core/months';
import type { Clock, Deadline, SqlEngine, SqlRow } from '../core/ports';
import { dictionary, encodeRows, seriesOf, type Encoder } from './encode';
import { figureStatements, type FigureParameters, type FigureStatement } from './figures';
import { OF_TRAIL, type EncodedFigure, type FigureName } from './model';
import type { ReportModel, SqlDetail } from './model';
import { asking, periodOf } from './period';

export interface ReportRequest {
  /** UTC days, included; the newest days of the lake if not given. */
  from?: string | undefined;
  to?: string | undefined;
  sql: SqlDetail;
  /** Of the rows that a report takes at most, so large a part; 1 if not given. */
  share?: number;
  deadline?: Deadline;
  /** Told before each statement: so many are done, of so many. */
  onFigure?: (done: number, total: number, name: FigureName) => void;
}

/** A user, an address or an application that was seen in so many days before is known. */
const KNOWN_DAYS = 90;

/** Some 9 MB of page, if each of them is reached by texts of usual length: docs/decisions/0017 has the sum. */
const LIMITS = {
  max_usage: 40_000,
  max_cells: 15_000,
  top_rows: 500,
  top_queries: 200,
  top_shapes: 200,
  top_people: 60,
};

const limits = (share: number): typeof LIMITS => {
  const scaled = Object.entries(LIMITS).map(([name, most]) => [name, Math.ceil(most * share)]);
  return Object.fromEntries(scaled) as typeof LIMITS;
};

/** What the figures are asked with, for the days from the first to the last. */
export function parametersOf(first_day: string, last_day: string, share = 1): FigureParameters {
  const length = dayRange(first_day, last_day).length;
  return {
    first_day,
    last_day,
    first_month: firstDayOf(monthOf(first_day)),
    before_day: addDays(first_day, -length),
    known_day: addDays(first_day, -KNOWN_DAYS),
    ...limits(share),
  };
}

const empty = (statement: FigureStatement, encoder: Encoder): EncodedFigure =>
  figure(statement, [], encoder);

const figure = (
  { name, title, summary, sql }: FigureStatement,
  rows: readonly SqlRow[],
  encoder: Encoder,
): EncodedFigure => ({
  title,
  summary,
  sql,
  rows: rows.length,
  columns: encodeRows(name, rows, encoder),
});

/**
 * The model of a report. An empty lake has one too: without days, and with figures of no rows.
 * @throws StatementFailed, DeadlineReached
 */
export async function readModel(
  ports: { sql: SqlEngine; clock: Clock },
  request: ReportRequest,
): Promise<ReportModel> {
  const made_at = ports.clock.now().toISOString();
  const ask = asking(ports, request.deadline ?? noDeadline);
  const texts = dictionary();
  const encoder: Encoder = { texts, series: seriesOf(texts), detail: request.sql };
  const days = await periodOf(ask, request);
  const today = made_at.slice(0, 10);
  const parameters = parametersOf(days?.first_day ?? today, days?.last_day ?? today, request.share);
  const figures: Partial<Record<FigureName, EncodedFigure>> = {};
  const statements = figureStatements(parameters);
  for (const [i, statement] of statements.entries()) {
    request.onFigure?.(i, statements.length, statement.name);
    // Without a month of the trail its tables need not be asked.
    const isThere = !OF_TRAIL.has(statement.name) || (figures.trail_months?.rows ?? 0) > 0;
    figures[statement.name] =
      days && isThere
        ? figure(statement, await ask(statement.sql), encoder)
        : empty(statement, encoder);
  }
  return {
    version: 1,
    made_at,
    first_day: days?.first_day ?? null,
    last_day: days?.last_day ?? null,
    before_day: days ? parameters.before_day : null,
    sql: request.sql,
    strings: texts.strings,
    series: encoder.series.series,
    figures: figures as Record<FigureName, EncodedFigure>,
  };
}
