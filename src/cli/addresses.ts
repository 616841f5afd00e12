/** `athena-ledger addresses`: the table of countries and cities, in a folder or in the bucket. */
import { randomUUID } from 'node:crypto';
import { Command, Option } from 'commander';
import type { Places } from '../addresses/place';
import {
  writeAddresses,
  type AddressCounts,
  type AddressPorts,
} from '../addresses/write-addresses';
import { noDeadline } from '../core/clock';
import { dayOf } from '../core/days';
import { InvalidInput } from '../core/errors';
import { statementToken } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { folderLargeFiles } from '../local/folder-large-files';
import { assertLake, openLake } from '../local/lake';
import { openMmdb } from './mmdb';
import { quietSdk } from './quiet-sdk';
import { count } from './units';

interface AddressesOptions {
  mmdb: string;
  lake?: string;
  bucket?: string;
  database: string;
  workgroup: string;
  region?: string;
}

const EXAMPLES = `
Examples:
  $ athena-ledger addresses --mmdb GeoLite2-City.mmdb --lake lake
  $ athena-ledger addresses --mmdb GeoLite2-City.mmdb \\
      --bucket athena-ledger-bucket-1a2b

Looks up every source address of events and cloudtrail_events and replaces the
table addresses; views such as console_logins then have country and city.
MaxMind gives out its databases to those who have an account there.
With --bucket it uses your own AWS credentials, in the account of the main
stack; docs/deploy.md names the permissions.`;

const write = (ports: AddressPorts, places: Places): Promise<AddressCounts> =>
  writeAddresses(ports, places, {
    token: statementToken('addresses', randomUUID()),
    deadline: noDeadline,
  });

async function inFolder(lake: string, places: Places): Promise<AddressCounts> {
  await assertLake(lake);
  const { sql } = await openLake(lake);
  try {
    return await write({ reader: sql, files: folderLargeFiles(lake) }, places);
  } finally {
    sql.close();
  }
}

async function inBucket(
  { bucket, ...options }: AddressesOptions & { bucket: string },
  places: Places,
): Promise<AddressCounts> {
  quietSdk();
  // Loaded when needed, as in collect.ts.
  const { awsAddresses } = await import('../aws/aws-addresses');
  return write(awsAddresses({ ...options, bucket, log: silentLog }), places);
}

/** @throws InvalidInput for options, or an mmdb, that cannot be used; then nothing is written */
async function addresses({ lake, bucket, ...options }: AddressesOptions): Promise<void> {
  if ((lake === undefined) === (bucket === undefined))
    throw new InvalidInput('Name the lake: --lake for a folder, or --bucket for AWS.');
  const places = await openMmdb(options.mmdb);
  const counts =
    bucket === undefined
      ? await inFolder(lake ?? '', places)
      : await inBucket({ ...options, bucket }, places);
  process.stdout.write(summary(counts, places));
}

const summary = ({ found, unknown, names }: AddressCounts, { type, built_at }: Places): string =>
  `Wrote ${count(found + unknown)} addresses: ${count(found)} found, ${count(unknown)} unknown to ` +
  `${type} of ${dayOf(built_at)}; ${count(names)} names of services left out.\n`;

/** `athena-ledger addresses`. */
export const addressesCommand = (): Command =>
  new Command('addresses')
    .description('add country and city of source addresses, from an mmdb of yours')
    .requiredOption('--mmdb <file>', 'database of cities or countries in MaxMind’s format')
    .addOption(new Option('--lake <dir>', 'folder of the lake').conflicts('bucket'))
    .option('--bucket <name>', 'bucket of the lake, on AWS')
    .option('--database <name>', 'Glue database of the lake', 'athena_ledger')
    .option('--workgroup <name>', 'workgroup of the ledger', 'athena-ledger')
    .option('--region <name>', 'region of the main stack (default: the one of your profile)')
    .addHelpText('after', EXAMPLES)
    .action(addresses);
