import { Command, Option } from 'commander';
import { addDays } from '../core/days';
import { InvalidInput } from '../core/errors';
import { assertLake } from '../local/lake';
import { SQL_DETAILS, type SqlDetail } from '../report/model';
import { openInBrowser } from './open-in-browser';
import { assertOrder, fromOption, lakeOption, toOption } from './options';
import { reportOf, writePage } from './report-of-lake';
import { bytes } from './units';

interface ReportOptions {
  lake: string;
  from?: string;
  to?: string;
  out?: string;
  open?: true;
  sql: SqlDetail;
}

/** Some five years: more is a slip of the pen, and the period before it is read as well. */
const MOST_DAYS = 1_900;

const EXAMPLES = `
Examples:
  $ athena-ledger report --lake lake --open
  $ athena-ledger report --lake lake --from 2026-11-01 --to 2026-11-14 \\
      --out november.html --sql masked

One file of HTML, nothing else: it opens from a disk, a mail or a bucket, and
asks nothing of the network. Without --from it is of the newest 30 days.
  --sql full     the SQL as it was run, cut after 2,000 characters
  --sql masked   literals and numbers as ?, comments left out
  --sql none     fingerprints only; errors by their names`;

/** @throws InvalidInput */
function checkDays({ from, to }: ReportOptions): void {
  assertOrder(from ?? '0000-01-01', to ?? '9999-12-31');
  if (from !== undefined && to !== undefined && addDays(from, MOST_DAYS) < to)
    throw new InvalidInput(`--from ${from}: a report is of ${MOST_DAYS} days at most.`);
}

async function report(options: ReportOptions): Promise<void> {
  checkDays(options);
  await assertLake(options.lake);
  const { page, skipped } = await reportOf(options);
  const file = await writePage(page, options);
  for (const [name, reason] of skipped) process.stderr.write(`Left out ${name}: ${reason}\n`);
  process.stdout.write(`Report: ${file} (${bytes(Buffer.byteLength(page))})\n`);
  if (options.open) await openInBrowser(file);
}

/** `athena-ledger report`. */
export const reportCommand = (): Command =>
  new Command('report')
    .description('write the lake’s report: one page of HTML, complete in itself')
    .addOption(lakeOption())
    .addOption(fromOption())
    .addOption(toOption())
    .option('--out <file>', 'where to write it (default: LAKE/report/index.html)')
    .option('--open', 'open it in the browser')
    .addOption(
      new Option('--sql <detail>', 'how much of the SQL it shows')
        .choices(SQL_DETAILS)
        .default('full'),
    )
    .addHelpText('after', EXAMPLES)
    .action(report);
