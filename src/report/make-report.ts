/** A report, whole: asked, encoded and written into the page. */
import type { Clock, SqlEngine } from '../core/ports';
import { readModel, type ReportRequest } from './read-model';
import { renderReport } from './render';

/** What still opens from a mail. */
const MOST_BYTES = 10_000_000;
/** A page without rows has some 400 kB: less than this share is not needed. */
const LEAST_SHARE = 1 / 256;

/**
 * One file of HTML, below 10 MB: texts that are longer than usual may fill it with fewer rows than a
 * report takes, and then it is asked for fewer. What was left out, the page says.
 * @param page of `dist/report/page.html`
 * @throws StatementFailed, DeadlineReached
 */
export async function makeReport(
  ports: { sql: SqlEngine; clock: Clock },
  page: string,
  request: Omit<ReportRequest, 'share'>,
): Promise<string> {
  for (let share = 1; ; share /= 2) {
    const model = await readModel(ports, { ...request, share });
    const report = renderReport(page, model);
    if (Buffer.byteLength(report) < MOST_BYTES || share <= LEAST_SHARE) return report;
  }
}
