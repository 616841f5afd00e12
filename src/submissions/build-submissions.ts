/** Submissions: from the trail's files of one delivered day to one published partition. */
import { AuditFailed } from '../core/errors';
import { recorded } from '../core/ledger';
import {
  buildPartition,
  type BuiltPartition,
  type PartitionPorts,
  type Written,
} from '../core/partition-run';
import type { Clock, Deadline, FileStore, SqlRow, Trail, TrailSource } from '../core/ports';
import { renderSql } from '../core/sql-text';
import AUDIT from './sql/audit.sql';
import INSERT from './sql/insert.sql';

/** An `injected` partition takes at most so many values in one IN list (Athena user guide). */
const ACCOUNTS_PER_STATEMENT = 1000;

export interface SubmissionsPorts extends PartitionPorts {
  trail: Trail;
  files: FileStore;
  clock: Clock;
}

export interface BuildOptions {
  run: string;
  deadline: Deadline;
  /** Where the job runs, for the ledger. */
  account_id: string;
  region: string;
  /** Publish even if rows that are published now would be lost. */
  force: boolean;
}

/**
 * Builds and publishes the submissions of one delivered day; a day without trail is published empty.
 * @throws AuditFailed, StatementFailed, UnreadableFile: nothing published changes
 * @throws DeadlineReached: call again with the same run
 */
export async function buildSubmissions(
  ports: SubmissionsPorts,
  delivered_day: string,
  options: BuildOptions,
): Promise<BuiltPartition> {
  const { run, account_id, region, deadline } = options;
  const head = { job: 'submissions', run, day: delivered_day, account_id, region } as const;
  const { built } = await recorded(ports, head, async () => {
    const sources = await ports.trail.sources(delivered_day);
    const built = await buildPartition(ports, {
      table: 'submissions',
      day: delivered_day,
      run,
      deadline,
      inserts: (attempt) => insertStatements(sources, delivered_day, attempt),
      audit: (attempt) => renderSql(AUDIT, { delivered_day, run: attempt }),
      judge: (found, written) => judgeSubmissions(found, written, delivered_day, options.force),
    });
    const message =
      sources.length === 0 ? 'no trail: no account or region has files of this day' : null;
    const names = sources.map((source) => `${source.account_id}/${source.region}`);
    return { built, ledger: { run: built.run, counts: built.counts, sources: names, message } };
  });
  return built;
}

/** One INSERT for each thousand accounts, over the regions that these have. */
export function insertStatements(
  sources: readonly TrailSource[],
  delivered_day: string,
  run: string,
): string[] {
  const accounts = [...new Set(sources.map(({ account_id }) => account_id))];
  const statements: string[] = [];
  for (let start = 0; start < accounts.length; start += ACCOUNTS_PER_STATEMENT) {
    const account_ids = accounts.slice(start, start + ACCOUNTS_PER_STATEMENT);
    const named = new Set(account_ids);
    const regions = [
      ...new Set(sources.filter((s) => named.has(s.account_id)).map((s) => s.region)),
    ];
    const delivered_prefix = delivered_day.replaceAll('-', '/');
    statements.push(
      renderSql(INSERT, { account_ids, regions, delivered_day, delivered_prefix, run }),
    );
  }
  return statements;
}

/** No record lost between the engine's count and the files, and none of those published now. */
export function judgeSubmissions(
  found: SqlRow,
  written: Written,
  delivered_day: string,
  force: boolean,
): Record<string, number> {
  const { rows_published = 0, ...counts } = found as Record<string, number>;
  const rows = counts['rows_staged'] ?? 0;
  if (written.rows_written !== null && rows !== written.rows_written) {
    throw new AuditFailed(
      `submissions ${delivered_day}: ${written.rows_written} rows were written, but ${rows} are there. ` +
        'Nothing was published; run the job again.',
    );
  }
  if (rows < rows_published && !force) {
    throw new AuditFailed(
      `submissions ${delivered_day}: the rebuild has ${rows} rows, published are ${rows_published}. ` +
        'Nothing was published; if the trail’s files are gone on purpose, run it with force.',
    );
  }
  const { rows_staged: _rows, ...rest } = counts;
  return { rows, ...rest, files_skipped: written.files_skipped };
}
