import { column, type Table } from './column';

export type Job =
  'history' | 'lookup' | 'submissions' | 'events' | 'cloudtrail_events' | 'exports' | 'report';
export type JobOutcome = 'done' | 'failed' | 'unfinished';

/** What one job did for one day, counted: one object below `ledger/`. */
export interface LedgerRecord {
  job: Job;
  run: string;
  day: string;
  account_id: string;
  region: string;
  started_at: string;
  finished_at: string;
  outcome: JobOutcome;
  /** Named numbers; names are the stage's own, documented in its README. */
  counts: Record<string, number>;
  /** Query ids that were still running: the next collection asks for them first. */
  pending: string[];
  /** Accounts and regions that were read (jobs `submissions`, `cloudtrail_events`), as `ACCOUNT/REGION`. */
  sources: string[];
  message: string | null;
}

export const LEDGER: Table = {
  name: 'ledger',
  purpose: 'What each job did, counted: one object per job run.',
  columns: [
    column(
      'job',
      'varchar',
      'the job',
      '`history`, `lookup`, `submissions`, `events`, `cloudtrail_events`, `exports` or `report`.',
    ),
    column(
      'run',
      'varchar',
      'the job',
      'Id of the job’s run; of a finished job that publishes (all but `history`), the published run.',
    ),
    column(
      'account_id',
      'varchar',
      'the job',
      'Account that was collected (jobs `history`, `lookup`), or that the job ran in (`local` on a laptop).',
    ),
    column(
      'region',
      'varchar',
      'the job',
      'Region that was collected (jobs `history`, `lookup`), or that the job ran in (`local` on a laptop).',
    ),
    column('started_at', 'varchar', 'the job', 'When it began: ISO-8601, UTC, milliseconds, `Z`.'),
    column('finished_at', 'varchar', 'the job', 'When this record was written, the same way.'),
    column(
      'outcome',
      'varchar',
      'the job',
      '`done`, `failed` or `unfinished` (goes on by its cursor).',
    ),
    column(
      'counts',
      { map: ['varchar', 'bigint'] },
      'the job',
      'Named numbers, by job: see the counts below; empty unless the job got that far.',
    ),
    column('pending', { array: 'varchar' }, 'job `history`', 'Query ids that were still running.'),
    column(
      'sources',
      { array: 'varchar' },
      'jobs `submissions`, `cloudtrail_events`',
      'Accounts and regions of the trail, `ACCOUNT/REGION`.',
    ),
    column(
      'message',
      'varchar',
      'the job',
      'What went wrong or is worth knowing; null if nothing.',
    ),
  ],
  partitions: [
    column(
      'day',
      'varchar',
      'the folder',
      'The day the work was for; of a month (`cloudtrail_events`) its first, of a `report` its last.',
    ),
  ],
};
