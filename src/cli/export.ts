import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { noDeadline } from '../core/clock';
import { dayRange } from '../core/days';
import { JobIncomplete } from '../core/errors';
import type { ReportFormat } from '../core/lake';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { startExport } from '../exports/job-state';
import { slicesOfDays } from '../exports/plan';
import { runExport, type ExportResult } from '../exports/run-export';
import { isTimeZone, timeZone } from '../exports/time-zone';
import { folderLargeFiles } from '../local/folder-large-files';
import { assertLake, openLake } from '../local/lake';
import { assertOrder, lakeOption, dayArgument } from './options';
import { LOCAL_PLACE } from './local-place';
import { startProgress } from './progress';
import { count } from './units';

interface ExportCommand {
  lake: string;
  from: string;
  to: string;
  format: ReportFormat;
  timeZone: string;
  out?: string;
}

const EXAMPLES = `
Examples:
  $ athena-ledger export --lake lake --from 2026-11-01 --to 2026-11-14
  $ athena-ledger export --lake lake --from 2026-11-20 --to 2026-11-20 \\
      --format json --time-zone Europe/Berlin --out my-reports

Writes a file for each hour below --out, of the events that are built:
reports/year=2026/month=11/day=20/hour=07/report_2026_11_20_h07.csv
Columns: docs/reports.md. Running it again writes the same files.`;

function zoneArgument(text: string): string {
  if (isTimeZone(text)) return text;
  throw new InvalidArgumentError('Give a zone of the IANA database, for example Europe/Berlin.');
}

async function exportReports(options: ExportCommand): Promise<ExportResult> {
  const { from, to, format } = options;
  const { sql, ...lake } = await openLake(options.lake);
  const progress = startProgress();
  try {
    const run = runId(lake.clock.now(), randomUUID());
    const ports = {
      ...lake,
      reader: sql,
      reports: folderLargeFiles(options.out ?? options.lake),
      log: silentLog,
    };
    const slices = slicesOfDays(timeZone(options.timeZone), from, to);
    const job = startExport({ run, format, time_zone: options.timeZone, slices });
    const total = dayRange(from, to).length * 24;
    let written = 0;
    return await runExport(ports, job, {
      ...LOCAL_PLACE,
      deadline: noDeadline,
      onReport: ({ day, hour }) => {
        progress.show(++written, Math.max(total, written), `reports, ${day} ${hour}:00`);
      },
    });
  } finally {
    progress.stop();
    sql.close();
  }
}

/** @throws JobIncomplete if there is nothing to report at all */
function summary(result: ExportResult, { lake, out = lake, ...options }: ExportCommand): string {
  if (!result.done) throw new JobIncomplete('The export stopped early; run it again.');
  const { exported, hours_missing } = result;
  const sum = (name: 'hours' | 'rows'): number =>
    exported.reduce((total, day) => total + day[name], 0);
  if (sum('hours') === 0)
    throw new JobIncomplete(
      `Nothing was exported: no events of ${options.from} to ${options.to} are built. Run: ` +
        `athena-ledger build --lake ${lake} --from ${options.from} --to ${options.to}`,
    );
  const lines = [
    `Wrote ${count(sum('hours'))} reports with ${count(sum('rows'))} events below ${out}/reports.`,
    ...(hours_missing > 0
      ? [
          `Hours without a report: ${count(hours_missing)}; not over, or of a UTC day that is not built.`,
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

const dayOption = (flags: string, what: string): Option =>
  new Option(flags, what).argParser(dayArgument).makeOptionMandatory();

/** `athena-ledger export`. */
export const exportCommand = (): Command =>
  new Command('export')
    .description('write the events of some days as CSV or JSON, a file for each hour')
    .addOption(lakeOption())
    .addOption(dayOption('--from <day>', 'first day in the time zone, YYYY-MM-DD'))
    .addOption(dayOption('--to <day>', 'last day, included'))
    .addOption(
      new Option('--format <format>', 'what to write').choices(['csv', 'json']).default('csv'),
    )
    .addOption(
      new Option('--time-zone <zone>', 'zone of the days and hours')
        .argParser(zoneArgument)
        .default('UTC'),
    )
    .option('--out <dir>', 'folder that reports/ is written to (default: the lake)')
    .addHelpText('after', EXAMPLES)
    .action(async (options: ExportCommand) => {
      assertOrder(options.from, options.to);
      await assertLake(options.lake);
      process.stdout.write(summary(await exportReports(options), options));
    });
