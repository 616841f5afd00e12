import { Command, InvalidArgumentError, Option } from 'commander';
import { LIST_PRICES } from '../events/prices';
import { assertLake } from '../local/lake';
import { buildLake, type BuiltLake } from './build-lake';
import { assertOrder, fromOption, lakeOption, toOption } from './options';
import { count } from './units';

interface BuildOptions {
  lake: string;
  trail?: string;
  from: string;
  to: string;
  force?: true;
  skipUnreadable?: true;
  pricePerTb?: number;
}

function price(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('Give US dollars, for example 5 or 6.75.');
}

const EXAMPLES = `
Examples:
  $ aws s3 sync s3://my-ledger-bucket lake      # a copy of the bucket is a lake
  $ athena-ledger build --lake lake --trail my-trail \\
      --from 2026-11-01 --to 2026-11-14
  $ athena-ledger ledger --lake lake

Running it again changes nothing: a day is built beside the published one,
audited, and published only if nothing is missing.`;

/** `athena-ledger build`. */
export const buildCommand = (): Command =>
  new Command('build')
    .description('join history and trail into the events of some days')
    .addOption(lakeOption())
    .option(
      '--trail <dir>',
      'copy of the trail’s bucket, the folder above AWSLogs/ (default: LAKE/trail)',
    )
    .addOption(fromOption().makeOptionMandatory())
    .addOption(toOption().makeOptionMandatory())
    .option('--skip-unreadable', 'leave broken files out, and count them in the ledger')
    .option('--force', 'publish even if rows that are published now would be lost')
    .addOption(
      new Option('--price-per-tb <usd>', 'price in regions without a known other one')
        .argParser(price)
        .default(5),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: BuildOptions) => {
      assertOrder(options.from, options.to);
      // With a trail and no history yet, every event is trail_only: a lake may begin so.
      await assertLake(options.lake, options.trail !== undefined);
      const built = await buildLake({
        ...options,
        prices: {
          ...LIST_PRICES,
          default_usd_per_tb: options.pricePerTb ?? LIST_PRICES.default_usd_per_tb,
        },
      });
      process.stdout.write(summary(built, options));
    });

function summary({ built, skipped, hasTrail }: BuiltLake, options: BuildOptions): string {
  const events = built.filter(({ table }) => table === 'events');
  const sum = (name: string): string =>
    count(events.reduce((total, { counts }) => total + (counts[name] ?? 0), 0));
  const days = `${events.length} ${events.length === 1 ? 'day' : 'days'}`;
  const lines = [
    `Built ${days}: ${sum('rows')} events (${sum('matched')} matched, ${sum('history_only')} history only,`,
    `${sum('trail_only')} trail only, ${sum('rejected')} refused).`,
    ...(hasTrail
      ? []
      : ['There is no trail here, so no event says who: give --trail, or copy it to LAKE/trail.']),
    ...[...skipped].map(([file, reason]) => `Skipped ${file}: ${reason}`),
    `Next: athena-ledger ledger --lake ${options.lake}`,
  ];
  return `${lines.join('\n')}\n`;
}
