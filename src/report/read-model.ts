/** The answers to all figures, as what a report holds. */
import type { Clock, SqlEngine } from '../core/ports';
import { askFigures, type Answer, type Answers, type FiguresRequest } from './ask-figures';
import { dictionary, encodeRows, seriesOf, type Encoder } from './encode';
import { parametersOf } from './figure-parameters';
import type { EncodedFigure, FigureName, ReportModel, SqlDetail } from './model';

export interface ReportRequest extends FiguresRequest {
  sql: SqlDetail;
}

const encoderOf = (detail: SqlDetail): Encoder => {
  const texts = dictionary();
  return { texts, series: seriesOf(texts), detail };
};

const encoded = ({ name, title, summary, sql, rows }: Answer, encoder: Encoder): EncodedFigure => ({
  title,
  summary,
  sql,
  rows: rows.length,
  columns: encodeRows(name, rows, encoder),
});

/** The bytes that a figure with its texts would take alone. */
export function weightOf(answer: Answer, detail: SqlDetail): number {
  const encoder = encoderOf(detail);
  const figure = encoded(answer, encoder);
  const { strings } = encoder.texts;
  return Buffer.byteLength(JSON.stringify([figure, strings, encoder.series.series]));
}

/** An empty lake has a model too: without days, and with figures of no rows. */
export function modelOf({ made_at, days, figures }: Answers, sql: SqlDetail): ReportModel {
  const encoder = encoderOf(sql);
  const all = [...figures.values()].map((answer) => [answer.name, encoded(answer, encoder)]);
  return {
    version: 1,
    made_at,
    first_day: days?.first_day ?? null,
    last_day: days?.last_day ?? null,
    before_day: days ? parametersOf(days.first_day, days.last_day).before_day : null,
    sql,
    strings: encoder.texts.strings,
    series: encoder.series.series,
    figures: Object.fromEntries(all) as Record<FigureName, EncodedFigure>,
  };
}

/** The model of a report, however large it is. @throws StatementFailed, DeadlineReached */
export const readModel = async (
  ports: { sql: SqlEngine; clock: Clock },
  request: ReportRequest,
): Promise<ReportModel> => modelOf(await askFigures(ports, request), request.sql);
