/** CloudTrail events: from the trail's files to one published partition, a month of Parquet. */
import { attempts } from '../core/attempts';
import { DeadlineReached } from '../core/errors';
import { ledgerDay } from '../core/lake';
import { recorded } from '../core/ledger';
import { plus, type BuiltPartition, type PartitionPorts } from '../core/partition-run';
import type { Clock, Deadline, FileStore, SqlRow, Trail } from '../core/ports';
import { statementToken } from '../core/run-id';
import { renderSql } from '../core/sql-text';
import { deliveredDaysOf, insertStatements } from './delivered-days';
import { judgeMonth } from './judge';
import AUDIT from './sql/audit.sql';
import { readWrittenDays, writeWrittenDays, type WrittenDay } from './written-days';

const TABLE = 'cloudtrail_events';
/** With less time than this, no further day is begun. */
const MARGIN_MS = 60_000;

export interface CompactPorts extends PartitionPorts {
  trail: Trail;
  files: FileStore;
  clock: Clock;
}

export interface Compaction {
  /** `YYYY-MM` */
  month: string;
  run: string;
  /** Delivered days to read after the month's last one, from 0 to 31. */
  late_days: number;
  /** Publish even if rows that are published now would be lost. */
  force: boolean;
}

export interface CompactOptions {
  deadline: Deadline;
  /** Where the job runs, for the ledger. */
  account_id: string;
  region: string;
  /** Called before each delivered day, and once when all are written. */
  onProgress?: (done: number, total: number, delivered_day: string | null) => void;
}

type Work = Compaction & CompactOptions & { ports: CompactPorts };

/**
 * A failed statement is tried again in the same folder: what it may have left behind is left out by
 * its id. Under another token: that of a failed query would answer with the failure.
 */
async function insert(work: Work, statement: string, name: string) {
  const { ports, month, run, deadline } = work;
  return await attempts(
    async (attempt) => {
      const token = statementToken('insert', TABLE, month, run, name, String(attempt));
      return await ports.sql.insert(statement, { token, deadline });
    },
    (reason) => {
      ports.log.warn(`${TABLE}.attempt_failed`, { month, run, name, reason });
    },
  );
}

async function writeDay(work: Work, delivered_day: string): Promise<WrittenDay> {
  const sources = await work.ports.trail.sources(delivered_day);
  const day: WrittenDay = { delivered_day, rows_written: 0, files_skipped: 0, sources: [] };
  day.sources = sources.map(({ account_id, region }) => `${account_id}/${region}`);
  for (const [i, statement] of insertStatements(sources, { ...work, delivered_day }).entries()) {
    const { rows_written, files_skipped } = await insert(work, statement, `${delivered_day} ${i}`);
    day.rows_written = plus(day.rows_written, rows_written);
    day.files_skipped += files_skipped;
  }
  return day;
}

/** Each call writes a day that has files, however little time it has: so a loop of calls ends. */
async function writeDays(work: Work): Promise<WrittenDay[]> {
  const { ports, month, run, deadline, onProgress } = work;
  const days = deliveredDaysOf(month, work.late_days, ports.clock.now());
  const written = await readWrittenDays(ports.files, month, run);
  const left = days.filter((one) => !written.some((day) => day.delivered_day === one));
  let hasWritten = false;
  for (const day of left) {
    if (hasWritten && deadline.remainingMs() < MARGIN_MS)
      throw new DeadlineReached(`The time is over before ${day}; the cursor goes on with it.`);
    onProgress?.(written.length, days.length, day);
    const one = await writeDay(work, day);
    written.push(one);
    if (one.sources.length === 0) continue;
    // Not before the first statement: an engine may insist on an empty folder.
    await writeWrittenDays(ports.files, month, run, written);
    hasWritten = true;
  }
  onProgress?.(days.length, days.length, null);
  return written;
}

/** The statement whose rows {@link judgeMonth} reads. */
export function auditStatement(month: string, run: string): string {
  const [year = '', of_year = ''] = month.split('-');
  return renderSql(AUDIT, { year, month: of_year, run });
}

/** The audit only reads, so its token holds its text: a new version of the code asks anew. */
async function audit({ ports, month, run, deadline }: Work): Promise<SqlRow[]> {
  const statement = auditStatement(month, run);
  const token = statementToken('audit', TABLE, month, run, statement);
  return await ports.sql.query(statement, { token, deadline });
}

/** A run that was published by an earlier call is not written again; it is only reported. */
async function build(work: Work): Promise<{ built: BuiltPartition; sources: string[] }> {
  const { ports, month, run, force } = work;
  const isPublished = (await ports.catalog.published(TABLE, month))?.run === run;
  const written = isPublished
    ? await readWrittenDays(ports.files, month, run)
    : await writeDays(work);
  const counts = judgeMonth(await audit(work), written, month, force);
  if (!isPublished) await ports.catalog.publish(TABLE, month, run);
  ports.log.info(`${TABLE}.published`, { month, run, ...counts });
  const sources = [...new Set(written.flatMap((day) => day.sources))].sort();
  return { built: { table: TABLE, day: month, run, counts }, sources };
}

/**
 * Builds and publishes the events of one month; a month without any trail is published empty.
 * @throws AuditFailed, StatementFailed, UnreadableFile: nothing published changes
 * @throws DeadlineReached: call again with the same run, which goes on after the days it has written
 */
export async function compactMonth(
  ports: CompactPorts,
  compaction: Compaction,
  options: CompactOptions,
): Promise<BuiltPartition> {
  const { account_id, region } = options;
  const day = ledgerDay(TABLE, compaction.month);
  const head = { job: TABLE, run: compaction.run, day, account_id, region } as const;
  const { built } = await recorded(ports, head, async () => {
    const { built, sources } = await build({ ...compaction, ...options, ports });
    const message = sources.length === 0 ? 'no trail: no account has files of this month' : null;
    return { built, ledger: { run: built.run, counts: built.counts, sources, message } };
  });
  return built;
}
