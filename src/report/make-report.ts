/** A report, whole: asked, encoded and written into the page. */
import type { Clock, SqlEngine } from '../core/ports';
import { askFigures, type Answers } from './ask-figures';
import type { FigureName, SqlDetail } from './model';
import { modelOf, weightOf, type ReportRequest } from './read-model';
import { renderReport } from './render';

/** What still opens from a mail. */
const MOST_BYTES = 10_000_000;
/** A page without rows has some 400 kB: less than this share is not needed. */
const LEAST_SHARE = 1 / 256;

/** The figure that takes most of the page, and those that take more than half as much. */
function heaviest({ figures }: Answers, sql: SqlDetail): FigureName[] {
  const weights = [...figures.values()]
    .filter(({ isLimited, share }) => isLimited && share > LEAST_SHARE)
    .map((answer) => ({ name: answer.name, bytes: weightOf(answer, sql) }));
  const most = Math.max(...weights.map(({ bytes }) => bytes));
  return weights.filter(({ bytes }) => 2 * bytes > most).map(({ name }) => name);
}

/**
 * One file of HTML, below 10 MB: long texts and many days may fill it with fewer rows than a report takes,
 * and then the figures that fill it are asked for fewer. What was left out, the page says.
 * @param page of `dist/report/page.html`
 * @throws StatementFailed, DeadlineReached
 */
export async function makeReport(
  ports: { sql: SqlEngine; clock: Clock },
  page: string,
  request: Omit<ReportRequest, 'share'>,
): Promise<string> {
  const answers = await askFigures(ports, request);
  for (;;) {
    const report = renderReport(page, modelOf(answers, request.sql));
    if (Buffer.byteLength(report) < MOST_BYTES) return report;
    const too_much = heaviest(answers, request.sql);
    if (too_much.length === 0) return report;
    await answers.askLess(too_much);
  }
}
