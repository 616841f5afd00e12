import type { Job } from './ledger';

interface Count {
  readonly name: string;
  readonly meaning: string;
}

/** Builds a count; the order of the arguments is the order of docs/tables.md. */
const count = (name: string, meaning: string): Count => ({ name, meaning });

const FILES_SKIPPED = count(
  'files_skipped',
  'Files left out because they cannot be read: only with `build --skip-unreadable`.',
);

/** What the numbers in `counts` of a ledger record mean, by the job that wrote it. */
export const LEDGER_COUNTS: Readonly<Record<Job, readonly Count[]>> = {
  history: [
    count('queries', 'Rows written of the day.'),
    count('running', 'Of these, not ended yet.'),
    count('parts', 'Files written of the day from the listing.'),
    count('workgroups', 'Workgroups to collect.'),
    count('list_calls', 'Calls of ListQueryExecutions.'),
    count('batch_calls', 'Calls of BatchGetQueryExecution.'),
    count('throttled', 'Attempts that Athena throttled; they were repeated.'),
    count('unprocessed', 'Ids that Athena would not describe: the run fails.'),
    count('undated', 'Queries without a time of submission: the run fails.'),
    count('workgroups_lost', 'Workgroups deleted or denied meanwhile: the run fails.'),
    count('refetched', 'Rows of queries that an earlier run saw running, written again.'),
    count('gone', 'Ids that an earlier run saw running and Athena no longer knows.'),
  ],
  lookup: [
    count('records', 'Records written of the day.'),
    count('parts', 'Files written of the day.'),
    count('late', 'Records of the time before the window, written below its first day.'),
    count('lookup_calls', 'Calls of LookupEvents.'),
    count('throttled', 'Attempts that CloudTrail throttled; they were repeated.'),
    count('other_services', 'Events of that name of services other than Athena; left out.'),
    count('undated', 'Records whose time cannot be read, written below the last day.'),
    count('unreadable', 'Events without a record that can be read: the run fails.'),
    count('restarted', 'Times that a page token had expired, and the listing began again.'),
  ],
  submissions: [
    count('rows', 'Records found under the delivered day, duplicates included.'),
    count('duplicates', 'Records whose `event_id` is there already.'),
    count('accepted', 'Records that name a query.'),
    count('refused', 'Records of refused calls.'),
    count('unidentified', 'Records that name neither a query nor a refusal.'),
    count('unreadable', 'Records whose time cannot be read.'),
    FILES_SKIPPED,
  ],
  events: [
    count('rows', 'Rows of the day.'),
    count('submissions', 'Queries that accepted calls of the day started, each counted once.'),
    count('history_rows', 'Queries of the day in history, each counted once.'),
    count('matched', 'Rows with history and a call.'),
    count('history_only', 'Rows with history and no call.'),
    count('trail_only', 'Rows with an accepted call and no history.'),
    count('rejected', 'Rows of refused calls.'),
    count(
      'unidentified',
      'Records of the day that name neither a query nor a refusal; no rows of their own.',
    ),
    count(
      'unreadable',
      'Records delivered on the day whose time cannot be read; no rows of their own.',
    ),
    count('running', 'Rows whose query had not ended at its last collection.'),
    FILES_SKIPPED,
  ],
  cloudtrail_events: [
    count('rows', 'Events of the month, each counted once.'),
    count('delivered_days', 'Days on which the trail delivered files that were read for it.'),
    count('unidentified', 'Of the rows, those without an id: they may be copies of each other.'),
    count('unreadable', 'Of the rows, those whose time cannot be read.'),
    FILES_SKIPPED,
  ],
  exports: [
    count('hours', 'Hours that have a report.'),
    count('rows', 'Events in these reports.'),
    count('hours_missing', 'Hours without a report: not over, or their events were not built.'),
  ],
  report: [
    count('bytes', 'Size of the page.'),
    count('pages', 'Files that it was written to.'),
    count('told', '1 if a link to the page of this day has been sent: that is done once.'),
  ],
};
