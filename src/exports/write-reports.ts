/** Reports of hours that are over, from the published events. */
import { attempts } from '../core/attempts';
import { dayOf } from '../core/days';
import { reportKey } from '../core/lake';
import type { Deadline, LargeFiles, Log, SqlReader, SqlRow } from '../core/ports';
import { statementToken } from '../core/run-id';
import { renderSql } from '../core/sql-text';
import { cellsOf, type Cell } from './cells';
import { reportBytes } from './formats';
import type { Hour } from './hours';
import type { ExportState } from './job-state';
import { rowsByTime, type RowsByTime } from './rows-by-time';
import EVENTS from './sql/events.sql';

export interface ReportPorts {
  reader: SqlReader;
  reports: LargeFiles;
  log: Log;
}

export interface ReportOptions {
  deadline: Deadline;
  /** Told when a report is written; what it throws ends the work. */
  onReport: (hour: Hour, rows: number) => void;
}

const sqlTime = (instant: number): string =>
  new Date(instant).toISOString().replace('T', ' ').replace('Z', '');

/** The events of hours that follow one another, in order. */
const selectEvents = (from: number, to: number): string =>
  renderSql(EVENTS, {
    first_day: dayOf(new Date(from)),
    last_day: dayOf(new Date(to - 1)),
    from_moment: sqlTime(from),
    to_moment: sqlTime(to),
  });

/** Hours that follow one another without a gap. */
function groups(hours: readonly Hour[]): Hour[][] {
  const found: Hour[][] = [];
  for (const hour of hours) {
    const last = found.at(-1);
    if (last?.at(-1)?.to === hour.from) last.push(hour);
    else found.push([hour]);
  }
  return found;
}

/** @returns how many events the report holds */
async function writeReport(
  { reports }: ReportPorts,
  hour: Hour,
  rows: RowsByTime,
  state: ExportState,
): Promise<number> {
  let count = 0;
  async function* records(pages: AsyncIterable<SqlRow[]>): AsyncGenerator<Cell[][]> {
    for await (const page of pages) {
      count += page.length;
      yield page.map(cellsOf);
    }
  }
  const key = reportKey({ ...hour, format: state.format });
  await reports.writeParts(key, reportBytes(state.format, records(rows.before(hour.to))));
  return count;
}

/** One statement; the hours that it reported are taken off the list. */
async function writeGroup(
  ports: ReportPorts,
  hours: Hour[],
  state: ExportState,
  attempt: number,
  { deadline, onReport }: ReportOptions,
): Promise<void> {
  const [first, last] = [hours[0], hours.at(-1)];
  if (!first || !last) return;
  const statement = selectEvents(first.from, last.to);
  const token = statementToken('exports', state.run, String(attempt), statement);
  const rows = rowsByTime(ports.reader.pages(statement, { token, deadline }));
  try {
    for (let hour = hours[0]; hour; hour = hours[0]) {
      const count = await writeReport(ports, hour, rows, state);
      hours.shift();
      onReport(hour, count);
    }
  } finally {
    await rows.close();
  }
}

/**
 * Writes the reports of some hours, in order. A statement that may succeed when repeated is tried
 * again, for the hours that are left.
 * @throws StatementFailed, AwsCallFailed, UnreadableFile; DeadlineReached: the hours that `onReport` was
 *   told of are written
 */
export async function writeReports(
  ports: ReportPorts,
  hours: readonly Hour[],
  state: ExportState,
  options: ReportOptions,
): Promise<void> {
  for (const group of groups(hours)) {
    await attempts(
      async (attempt) => {
        await writeGroup(ports, group, state, attempt, options);
      },
      (reason, attempt) => {
        ports.log.warn('exports.attempt_failed', { attempt, reason });
      },
    );
  }
}
