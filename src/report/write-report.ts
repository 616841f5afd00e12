/** The job of ReportFunction: the report as a page in the lake. */
import { DeadlineReached, StatementFailed } from '../core/errors';
import { REPORT_INDEX, reportPageKey } from '../core/lake';
import type {
  Clock,
  Deadline,
  FileStore,
  Links,
  Log,
  Notices,
  SqlEngine,
  SqlRow,
} from '../core/ports';
import { statementToken } from '../core/run-id';
import { makeReport } from './make-report';
import type { SqlDetail } from './model';
import type { ReportState } from './request';

export interface ReportPorts {
  sql: SqlEngine;
  files: FileStore;
  links: Links;
  /** Null: nobody is told. */
  notices: Notices | null;
  clock: Clock;
  log: Log;
}

export interface ReportOptions {
  deadline: Deadline;
  sql: SqlDetail;
  /** Hours for which the link opens. */
  link_hours: number;
}

export type ReportResult =
  | { done: true; written: string[]; bytes: number; told: boolean }
  | { done: false; cursor: ReportState };

const ATTEMPTS = 3;

/** A statement that may succeed when it is repeated is: under another token, or its failure would be. */
const patient = (sql: SqlEngine, log: Log): SqlEngine => ({
  ...sql,
  async query(statement, call): Promise<SqlRow[]> {
    for (let attempt = 1; ; attempt++) {
      const token = attempt === 1 ? call.token : statementToken(call.token, String(attempt));
      try {
        return await sql.query(statement, { ...call, token });
      } catch (error) {
        if (!(error instanceof StatementFailed && error.retryable) || attempt === ATTEMPTS)
          throw error;
        log.warn('report.attempt_failed', { attempt, reason: error.message });
      }
    }
  },
});

/** Once for each last day: who has the link of a day finds the newer page behind it. */
async function tell(
  { notices, links }: ReportPorts,
  key: string,
  last_day: string,
  hours: number,
): Promise<boolean> {
  if (!notices) return false;
  const link = await links.linkTo(key, hours * 3600);
  await notices.publish(
    `Athena Ledger: the report of ${last_day}`,
    `Who ran what in Athena, what it cost and whether anything is missing, up to ${last_day} (UTC):\n\n` +
      `${link}\n\nThe link opens for ${hours} hours at most, for everybody who has it. ` +
      `The page stays in the ledger's bucket: ${key}\n`,
  );
  return true;
}

/**
 * Writes `report/D.html`, D being the report's last day, and, unless a day was named, `report/index.html`.
 * Near the deadline it answers with a cursor: the statements go on, and the next call joins them.
 * @throws StatementFailed, AwsCallFailed
 */
export async function writeReport(
  ports: ReportPorts,
  shell: string,
  state: ReportState,
  { deadline, sql, link_hours }: ReportOptions,
): Promise<ReportResult> {
  const clock: Clock = { ...ports.clock, now: () => new Date(state.made_at) };
  const asked = { to: state.day ?? undefined, sql, deadline };
  try {
    const report = await makeReport({ sql: patient(ports.sql, ports.log), clock }, shell, asked);
    const body = Buffer.from(report.page);
    const day = report.last_day === null ? null : reportPageKey(report.last_day);
    const isNew = day !== null && (await ports.files.read(day)) === null;
    const written = [...(day === null ? [] : [day]), ...(state.day === null ? [REPORT_INDEX] : [])];
    for (const key of written) await ports.files.write(key, body);
    const told =
      isNew && report.last_day !== null && state.day === null
        ? await tell(ports, day, report.last_day, link_hours)
        : false;
    ports.log.info('report.written', { written, bytes: body.length, told });
    return { done: true, written, bytes: body.length, told };
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw error;
    ports.log.info('report.unfinished', { made_at: state.made_at });
    return { done: false, cursor: state };
  }
}
