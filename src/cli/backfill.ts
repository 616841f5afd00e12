import { randomUUID } from 'node:crypto';
import { Command } from 'commander';
import { systemClock } from '../core/clock';
import { InvalidInput } from '../core/errors';
import { backfillKey } from '../core/lake';
import { requestedDays } from '../core/requested-days';
import { runId } from '../core/run-id';
import { assertRebuilt, type BackfillReport } from '../events/backfill/report';
import { planCollection } from '../history/backfill/plan';
import { assertLake } from '../local/lake';
import { makeFolder } from '../local/make-folder';
import { hoursToLookUp } from '../lookup/backfill';
import { CLOUDTRAIL } from '../lookup/request';
import { assertCollected, collectForBackfill, type Collection } from './backfill-collect';
import { backfillLake, type BackfilledLake } from './backfill-lake';
import { share } from './collect';
import { assertOrder, fromOption, lakeOption, list, toOption } from './options';
import { startProgress, type Progress } from './progress';
import { quietSdk } from './quiet-sdk';
import { renderTable } from './table';
import { bytes, count } from './units';

interface BackfillOptions {
  lake: string;
  trail?: string;
  from: string;
  to: string;
  collect?: true;
  lookup?: true;
  regions?: string[];
  workgroups?: string[];
  share: number;
  force?: true;
  skipUnreadable?: true;
}

const EXAMPLES = `
Examples:
  $ athena-ledger backfill --lake lake --from 2026-10-08 --to 2026-11-20
  $ athena-ledger backfill --lake lake --trail my-trail \\
      --from 2026-01-01 --to 2026-11-20
  $ athena-ledger backfill --lake lake --collect --lookup \\
      --regions us-east-1,eu-central-1 --from 2026-10-08 --to 2026-11-20

Reads each delivered day of the trail once, then builds day by day. A day that
fails leaves the others be; the command fails in the end and names it. Running
it again changes nothing that is right. The report is also a file of the lake.

--collect asks Athena for the history first (45 days), with --lookup CloudTrail
for who asked (90 days), hour by hour, by your own AWS credentials.`;

/** What can be collected of the range. @throws InvalidInput that says which part can be had */
function planOf({ from, to, ...options }: BackfillOptions): Collection {
  const now = systemClock.now();
  const lookup = options.lookup ? CLOUDTRAIL : null;
  const plan = planCollection({ from, to }, now, runId(now, randomUUID()), lookup);
  return { ...plan, lookups: lookup ? hoursToLookUp(from, to, now) : [] };
}

async function collected(options: BackfillOptions, progress: Progress): Promise<string[]> {
  if (!options.collect) return [];
  const plan = planOf(options);
  for (const note of plan.notes) process.stderr.write(`${note}\n`);
  quietSdk();
  await makeFolder(options.lake);
  return await collectForBackfill(plan, options, progress);
}

/** @throws InvalidInput before anything runs */
function check({ from, to, collect, lookup, regions, workgroups }: BackfillOptions): void {
  assertOrder(from, to);
  requestedDays({ from, to }, systemClock.now());
  if (collect) return;
  const spare = Object.entries({ lookup, regions, workgroups }).find(([, value]) => value);
  if (spare) throw new InvalidInput(`--${spare[0]}: goes with --collect.`);
}

const note = (day: BackfillReport['days'][number]): string =>
  day.outcome === 'failed' ? `FAILED: ${day.message ?? ''}` : day.missing.join('; ') || 'complete';

/** One line a day, 80 columns wide. */
function table({ days }: BackfillReport): string {
  return renderTable({
    columns: ['day', 'events', 'size', 'what is missing'],
    right: ['events', 'size'],
    rows: days.map((day) => [day.day, count(day.rows), bytes(day.bytes), note(day)]),
  });
}

function summary({ report, skipped, hasTrail }: BackfilledLake, lake: string): string {
  const built = report.days.filter(({ outcome }) => outcome === 'done').length;
  const lines = [
    table(report),
    '',
    `Rebuilt ${built} of ${report.days.length} days: ${count(report.rows)} events, ${bytes(report.bytes)}.`,
    ...(hasTrail ? [] : ['There is no trail here, so no event says who.']),
    ...report.submission_days_failed.map(
      ({ day, message }) => `Delivered day ${day} was not read: ${message}`,
    ),
    ...[...skipped].map(([file, reason]) => `Skipped ${file}: ${reason}`),
    `Report: ${lake}/${backfillKey(report.run)}`,
  ];
  return `${lines.join('\n')}\n`;
}

async function backfill(options: BackfillOptions): Promise<void> {
  check(options);
  if (!options.collect) await assertLake(options.lake, options.trail !== undefined);
  const progress = startProgress();
  let failures: string[];
  let rebuilt: BackfilledLake;
  try {
    failures = await collected(options, progress);
    rebuilt = await backfillLake(options, progress);
  } finally {
    progress.stop();
  }
  process.stdout.write(summary(rebuilt, options.lake));
  assertRebuilt(rebuilt.report);
  assertCollected(failures);
}

/** `athena-ledger backfill`. */
export const backfillCommand = (): Command =>
  new Command('backfill')
    .description('rebuild many days of the past, and report what was rebuilt')
    .addOption(lakeOption())
    .option('--trail <dir>', 'copy of the trail’s bucket (default: LAKE/trail)')
    .addOption(fromOption().makeOptionMandatory())
    .addOption(toOption().makeOptionMandatory())
    .option('--collect', 'collect the history of those days first')
    .option('--lookup', 'with --collect: who asked, too, where there is no trail')
    .option('--regions <list>', 'with --collect: regions, by commas', list)
    .option('--workgroups <list>', 'with --collect: workgroups, by commas', list)
    .option('--share <part>', 'part of the API’s quota to use, above 0 up to 1', share, 0.8)
    .option('--skip-unreadable', 'leave broken files out, and count them in the ledger')
    .option('--force', 'publish even if rows that are published now would be lost')
    .addHelpText('after', EXAMPLES)
    .action(backfill);
