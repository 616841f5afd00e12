/** `athena-ledger compact`: a month of CloudTrail as Parquet, on a lake in a folder. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { answerMonth } from '../compact/answer';
import { MOST_LATE_DAYS } from '../compact/delivered-days';
import { noDeadline } from '../core/clock';
import { JobIncomplete } from '../core/errors';
import { assertBegun, isMonth } from '../core/months';
import type { BuiltPartition } from '../core/partition-run';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { folderTrail } from '../local/folder-trail';
import { assertLake, openLake } from '../local/lake';
import { LOCAL_PLACE } from './local-place';
import { lakeOption, wholeNumber } from './options';
import { startProgress } from './progress';
import { count } from './units';

export interface CompactLake {
  lake: string;
  /** The folder above AWSLogs/; the lake's own `trail/` if not given. */
  trail?: string | undefined;
  /** `YYYY-MM` */
  month: string;
  lateDays?: number;
  force?: boolean;
  skipUnreadable?: boolean;
}

/** @throws InvalidInput (no trail, a month to come), AuditFailed, StatementFailed, UnreadableFile */
export async function compactLake(request: CompactLake): Promise<BuiltPartition> {
  const { month, lateDays = MOST_LATE_DAYS, force = false, skipUnreadable = false } = request;
  const folder = request.trail ?? join(request.lake, 'trail');
  const trail = await folderTrail(folder);
  const lake = await openLake(request.lake, { trail: folder, skipUnreadable });
  const progress = startProgress();
  try {
    assertBegun(month, lake.clock.now(), '--month');
    const run = runId(lake.clock.now(), randomUUID());
    const result = await answerMonth(
      { ...lake, trail, log: silentLog },
      { month, run, late_days: lateDays, force },
      {
        deadline: noDeadline,
        ...LOCAL_PLACE,
        onProgress: (done, total, day) => {
          progress.show(done, total, day === null ? 'audit' : `delivered ${day}`);
        },
      },
    );
    const [built] = result.built;
    if (!built) throw new JobIncomplete('The compaction stopped early; run it again.');
    return built;
  } finally {
    progress.stop();
    lake.sql.close();
  }
}

function month(text: string): string {
  if (isMonth(text)) return text;
  throw new InvalidArgumentError('Write a month as YYYY-MM, for example 2026-11.');
}

const EXAMPLES = `
Examples:
  $ aws s3 sync s3://my-trail-bucket my-trail
  $ athena-ledger compact --lake lake --trail my-trail --month 2026-11
  $ athena-ledger query --lake lake "SELECT event_source, count(*) AS events
      FROM cloudtrail_events WHERE year = '2026' AND month = '11'
      GROUP BY event_source ORDER BY events DESC"

Running it again replaces the month, if nothing is missing in the new one.`;

/** `athena-ledger compact`. */
export const compactCommand = (): Command =>
  new Command('compact')
    .description('write a month of the trail’s events as Parquet')
    .addOption(lakeOption())
    .addOption(
      new Option('--month <month>', 'UTC month, YYYY-MM').argParser(month).makeOptionMandatory(),
    )
    .option(
      '--trail <dir>',
      'copy of the trail’s bucket, the folder above AWSLogs/ (default: LAKE/trail)',
    )
    .addOption(
      new Option('--late-days <n>', 'delivered days to read after the month')
        .argParser(wholeNumber(0, MOST_LATE_DAYS))
        .default(MOST_LATE_DAYS),
    )
    .option('--skip-unreadable', 'leave broken files out, and count them in the ledger')
    .option('--force', 'publish even if rows that are published now would be lost')
    .addHelpText('after', EXAMPLES)
    .action(async (options: CompactLake) => {
      await assertLake(options.lake, options.trail !== undefined);
      const { counts } = await compactLake(options);
      const unreadable = counts['unreadable'] ?? 0;
      process.stdout.write(
        `Compacted ${options.month}: ${count(counts['rows'])} events of ${count(counts['delivered_days'])} delivered days` +
          `${unreadable > 0 ? `, ${count(unreadable)} of them without a readable time` : ''}.\n` +
          `Next: athena-ledger query --lake ${options.lake} "SELECT * FROM cloudtrail_events LIMIT 10"\n`,
      );
    });
