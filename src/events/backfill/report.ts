/** The end of a backfill: what was rebuilt, what was not and why, written into the lake. */
import { JobIncomplete } from '../../core/errors';
import { backfillKey } from '../../core/lake';
import type { Clock, FileStore } from '../../core/ports';
import { runStart } from '../../core/run-id';
import { messageIn } from '../../core/task-cause';
import { reasonFor, recordOf, reportDay, type DayReport, type Place } from './day-report';
import type { Rebuilt } from './request';

/** The object at `backfill/RUN.json`. */
export interface BackfillReport {
  run: string;
  from: string;
  to: string;
  started_at: string | null;
  finished_at: string;
  outcome: 'done' | 'failed';
  /** Sums of the days that were built. */
  rows: number;
  bytes: number;
  days: DayReport[];
  /** Delivered days that were read from the trail. */
  submission_days_read: number;
  /** Delivered days that could not be read, with the reason. */
  submission_days_failed: { day: string; message: string }[];
  reports: { outcome: 'none' | 'done' | 'failed'; message: string | null };
}

export interface ReportPorts {
  files: FileStore;
  clock: Clock;
}

async function unreadDays(
  { files }: ReportPorts,
  { run, submissions }: Rebuilt,
  place: Place,
): Promise<BackfillReport['submission_days_failed']> {
  const failed = submissions.filter(({ outcome }) => outcome === 'failed');
  const unread: BackfillReport['submission_days_failed'] = [];
  for (const one of failed) {
    const record = await recordOf(files, { job: 'submissions', day: one.day, run }, place);
    unread.push({ day: one.day, message: reasonFor(one, record) });
  }
  return unread;
}

const sum = (days: readonly DayReport[], name: 'rows' | 'bytes'): number =>
  days.reduce((total, day) => total + (day[name] ?? 0), 0);

/**
 * Puts the report together from the ledger's records of the run, and writes it.
 * @param rebuilt the outcome of each day, as whoever built them saw it
 */
export async function reportBackfill(
  ports: ReportPorts,
  rebuilt: Rebuilt,
  place: Place,
): Promise<BackfillReport> {
  const { run, from, to, exports } = rebuilt;
  const days: DayReport[] = [];
  for (const one of rebuilt.events) days.push(await reportDay(ports.files, run, one, place));
  const unread = await unreadDays(ports, rebuilt, place);
  const complaints = unread.length + days.filter(({ outcome }) => outcome === 'failed').length;
  const report: BackfillReport = {
    run,
    from,
    to,
    started_at: runStart(run)?.toISOString() ?? null,
    finished_at: ports.clock.now().toISOString(),
    outcome: complaints > 0 || exports.outcome === 'failed' ? 'failed' : 'done',
    rows: sum(days, 'rows'),
    bytes: sum(days, 'bytes'),
    days,
    submission_days_read: rebuilt.submissions.length - unread.length,
    submission_days_failed: unread,
    reports: {
      outcome: exports.outcome,
      message: messageIn(exports.cause) ?? exports.error ?? null,
    },
  };
  await ports.files.write(backfillKey(run), Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
  return report;
}

const named = (days: readonly { day: string }[]): string => days.map(({ day }) => day).join(', ');

/** @throws JobIncomplete that names what was not rebuilt, and the report */
export function assertRebuilt(report: BackfillReport): void {
  if (report.outcome === 'done') return;
  const failed = report.days.filter(({ outcome }) => outcome === 'failed');
  const unread = report.submission_days_failed;
  const [first] = [...unread, ...failed];
  const parts = [
    ...(failed.length > 0 ? [`Not rebuilt: ${named(failed)}.`] : []),
    ...(unread.length > 0 ? [`Delivered days not read: ${named(unread)}.`] : []),
    ...(report.reports.outcome === 'failed' ? ['Reports were not written.'] : []),
    first?.message ?? report.reports.message ?? '',
  ];
  throw new JobIncomplete(`${parts.join(' ')} All days: ${backfillKey(report.run)}`);
}
