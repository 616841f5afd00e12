/** The report of a lake in a folder. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderFiles } from '../local/folder-files';
import { openLake } from '../local/lake';
import { makeReport } from '../report/make-report';
import type { ReportRequest } from '../report/read-model';
import { VIEWS } from '../report/views';
import { startProgress } from './progress';

/** The build writes it beside the program. */
const PAGE = join(__dirname, '../report/page.html');

export interface ReportPage {
  page: string;
  /** Files left out, with the reason. */
  skipped: ReadonlyMap<string, string>;
}

/** @throws StatementFailed */
export async function reportOf(request: ReportRequest & { lake: string }): Promise<ReportPage> {
  // A report of what is there does not fail because of a file that a build has left out.
  const lake = await openLake(request.lake, {
    views: VIEWS,
    skipUnreadable: true,
    isOnlyAsked: true,
  });
  const progress = startProgress();
  try {
    const page = await makeReport(lake, await readFile(PAGE, 'utf8'), {
      ...request,
      onFigure: (done, total, name) => {
        progress.show(done, total, name);
      },
    });
    return { page, skipped: new Map(lake.sql.skipped()) };
  } finally {
    progress.stop();
    lake.sql.close();
  }
}

/** Writes the page, whole or not at all. @returns where it is */
export async function writePage(
  page: string,
  { lake, out = join(lake, 'report', 'index.html') }: { lake: string; out?: string | undefined },
): Promise<string> {
  await folderFiles(dirname(out)).write(basename(out), Buffer.from(page));
  return out;
}
