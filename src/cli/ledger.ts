import { Command } from 'commander';
import { assertLake, openLake } from '../local/lake';
import { VIEWS } from '../report/views';
import {
  readCompleteness,
  readNotes,
  readSilence,
  renderCompleteness,
  renderNotes,
  renderSilence,
} from './completeness';
import {
  assertOrder,
  formatOption,
  fromOption,
  lakeOption,
  toOption,
  type Format,
} from './options';
import { render } from './print';

interface LedgerOptions {
  lake: string;
  from?: string;
  to?: string;
  format: Format;
}

const EXAMPLES = `
Examples:
  $ athena-ledger ledger --lake lake
  $ athena-ledger ledger --lake lake --from 2026-11-01 --to 2026-11-14
  $ athena-ledger ledger --lake lake --format json

calls       accepted calls of the trail     history       queries Athena knows
matched     in both                         history only  no call in the trail
trail only  history gone or not collected   refused       calls without a query
no id       answer left out by CloudTrail   no time       it cannot be read
still runs  not ended at the last collection`;

/** `athena-ledger ledger`. */
export const ledgerCommand = (): Command =>
  new Command('ledger')
    .description('show for each day whether anything is missing, and who is silent')
    .addOption(lakeOption())
    .addOption(fromOption())
    .addOption(toOption())
    .addOption(formatOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: LedgerOptions) => {
      const from = options.from ?? '0000-01-01';
      const to = options.to ?? '9999-12-31';
      assertOrder(from, to);
      await assertLake(options.lake);
      // A report of what is there does not fail because of a file that a build has left out.
      const lake = await openLake(options.lake, { views: VIEWS, skipUnreadable: true });
      try {
        const days = await readCompleteness(lake.sql, from, to);
        if (options.format !== 'table') {
          const columns = VIEWS.find(({ name }) => name === 'completeness')?.columns ?? [];
          process.stdout.write(
            render(
              { columns, rows: days.map((day) => columns.map((name) => day[name])) },
              options.format,
            ),
          );
          return;
        }
        const silent = renderSilence(await readSilence(lake.sql, from, to));
        const notes = renderNotes(await readNotes(lake.sql, from, to));
        process.stdout.write(
          `${renderCompleteness(days)}\n\nSilent (a trail, but no history):\n${silent}\n\n` +
            `Said by the jobs:\n${notes}\n`,
        );
        for (const [file, reason] of lake.sql.skipped())
          process.stderr.write(`Left out ${file}: ${reason}\n`);
      } finally {
        lake.sql.close();
      }
    });
