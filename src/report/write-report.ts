/** The job of ReportFunction: the report as a page in the lake. */
import { attempts } from '../core/attempts';
import { dayOf } from '../core/days';
import { DeadlineReached, InvalidInput } from '../core/errors';
import { REPORT_INDEX, reportPageKey } from '../core/lake';
import { ledgerRecords, recorded } from '../core/ledger';
import type { Clock, Deadline, FileStore, Links, Log, Notices, SqlEngine } from '../core/ports';
import { runStart, statementToken } from '../core/run-id';
import { makeReport } from './make-report';
import type { SqlDetail } from './model';
import { asking, periodOf, type Period } from './period';
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
  /** Where the job runs, for the ledger. */
  account_id: string;
  region: string;
}

/** What was written: keys, the size of the page, and whether a link to it has been sent, now or before. */
interface Written {
  written: string[];
  bytes: number;
  told: boolean;
}

export type ReportResult = ({ done: true } & Written) | { done: false; cursor: ReportState };

/** A statement that may succeed when it is repeated is: under another token, or its failure would be. */
const patient = (sql: SqlEngine, log: Log): SqlEngine => ({
  ...sql,
  query: (statement, call) =>
    attempts(
      (attempt) => {
        const token = attempt === 1 ? call.token : statementToken(call.token, String(attempt));
        return sql.query(statement, { ...call, token });
      },
      (reason, attempt) => {
        log.warn('report.attempt_failed', { attempt, reason });
      },
    ),
});

async function wasTold(ports: ReportPorts, day: string, options: ReportOptions): Promise<boolean> {
  const { account_id, region } = options;
  for await (const { counts } of ledgerRecords(ports.files, day, 'report', account_id, region))
    if (counts['told'] === 1) return true;
  return false;
}

/** Once for each last day: who has the link of a day finds the newer page behind it. */
async function tell(
  ports: ReportPorts,
  last_day: string,
  options: ReportOptions,
): Promise<boolean> {
  const { notices, links } = ports;
  if (await wasTold(ports, last_day, options)) return true;
  if (!notices) return false;
  const key = reportPageKey(last_day);
  const link = await links.linkTo(key, options.link_hours * 3600);
  await notices.publish(
    `Athena Ledger: the report of ${last_day}`,
    `Who ran what in Athena, what it cost and whether anything is missing, up to ${last_day} (UTC):\n\n` +
      `${link}\n\nThe link opens for ${options.link_hours} hours at most, for everybody who has it. ` +
      `The page stays in the ledger's bucket: ${key}\n`,
  );
  return true;
}

/** Asks, writes and tells. @param period null: an empty lake, whose page has no day of its own */
async function write(
  ports: ReportPorts,
  shell: string,
  { day }: ReportState,
  period: Period | null,
  options: ReportOptions,
): Promise<Written> {
  const { sql, deadline } = options;
  const { last_day: to, first_day: from } = period ?? {};
  const body = Buffer.from(await makeReport(ports, shell, { from, to, sql, deadline }));
  const written = to === undefined ? [] : [reportPageKey(to)];
  if (day === null) written.push(REPORT_INDEX);
  for (const key of written) await ports.files.write(key, body);
  const told = day === null && to !== undefined && (await tell(ports, to, options));
  return { written, bytes: body.length, told };
}

function begun({ run }: ReportState): Date {
  const start = runStart(run);
  if (!start) throw new InvalidInput(`run: ${run} is not the id of a run.`);
  return start;
}

/**
 * Writes `report/D.html`, D being the report's last day, and, unless a day was named, `report/index.html`;
 * and its record for D, or for today if the lake is empty. Near the deadline it answers with a cursor: the
 * statements go on, and the next call joins them.
 * @param shell the page without its figures
 * @throws StatementFailed, AwsCallFailed
 */
export async function writeReport(
  given: ReportPorts,
  shell: string,
  state: ReportState,
  options: ReportOptions,
): Promise<ReportResult> {
  const { log, files, clock } = given;
  const { account_id, region, deadline } = options;
  const made_at = begun(state);
  const ports = { ...given, sql: patient(given.sql, log), clock: { ...clock, now: () => made_at } };
  try {
    const period = await periodOf(asking(ports, deadline), { to: state.day ?? undefined });
    const day = period?.last_day ?? dayOf(made_at);
    const head = { job: 'report', run: state.run, day, account_id, region } as const;
    const { page } = await recorded({ files, clock }, head, async () => {
      const page = await write(ports, shell, state, period, options);
      const counts = { bytes: page.bytes, pages: page.written.length, told: Number(page.told) };
      return { page, ledger: { run: state.run, counts } };
    });
    log.info('report.written', { ...page });
    return { done: true, ...page };
  } catch (error) {
    if (!(error instanceof DeadlineReached)) throw error;
    log.info('report.unfinished', { run: state.run });
    return { done: false, cursor: state };
  }
}
