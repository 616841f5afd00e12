/** Submissions: from the trail's files of one delivered day to one published partition. */
import { AuditFailed } from '../core/errors';
import { recorded } from '../core/ledger';
import {
  buildPartition,
  type BuiltPartition,
  type PartitionPorts,
  type Written,
} from '../core/partition-run';
import type { Clock, Deadline, FileStore, SqlRow, Trail } from '../core/ports';
import { isReplaceable, provisionally } from '../core/provisional';
import { readingOf } from './reading';
import { auditStatement } from './statements';

const NO_TRAIL = 'no trail: no account or region has files of this day';

export interface SubmissionsPorts extends PartitionPorts {
  trail: Trail;
  files: FileStore;
  clock: Clock;
  /**
   * What the engine's `$path` has before a key of the lake, for example `s3://BUCKET/`; only if the
   * trail is the lake's own.
   */
  lake_root?: string | undefined;
}

export interface BuildOptions {
  run: string;
  deadline: Deadline;
  /** Where the job runs, for the ledger. */
  account_id: string;
  region: string;
  /** Publish even if rows that are published now would be lost. */
  force: boolean;
  /** Of the lake's own trail, read only the files that the published run has not read. */
  only_new?: boolean | undefined;
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
    const reading = await readingOf(ports, sources, delivered_day, options.only_new ?? false);
    const force = options.force || (await isReplaceable(ports, 'submissions', delivered_day));
    const built = await buildPartition(ports, {
      table: 'submissions',
      day: delivered_day,
      run,
      deadline,
      inserts: (attempt) => reading.inserts(attempt),
      audit: (attempt) => auditStatement(delivered_day, attempt),
      judge: (found, written) => judgeSubmissions(found, written, delivered_day, force),
    });
    await reading.published(built.run);
    const notes = [
      provisionally(delivered_day, ports.clock.now()),
      sources.length === 0 ? NO_TRAIL : null,
    ];
    const message = notes.filter(Boolean).join('; ') || null;
    const names = sources.map((source) => `${source.account_id}/${source.region}`);
    return { built, ledger: { run: built.run, counts: built.counts, sources: names, message } };
  });
  return built;
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
