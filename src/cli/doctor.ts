import { Command } from 'commander';
import { JobIncomplete } from '../core/errors';
import { silentLog } from '../core/silent-log';
import { examine, type Finding } from './checks';
import { quietSdk } from './quiet-sdk';

interface DoctorOptions {
  bucket: string;
  database: string;
  workgroup: string;
  trail?: string;
  region?: string;
}

const EXAMPLES = `
Examples:
  $ athena-ledger doctor --bucket athena-ledger-bucket-1a2b \\
      --trail s3://org-trail/AWSLogs/o-abc123/

With LookupEvents instead of a trail: --trail s3://BUCKET/trail/AWSLogs/

Uses your own AWS credentials, in the account of the main stack; its outputs and
parameters are what to give here. Reads only; it runs two small statements.`;

const NAME_WIDTH = 18;

const lineOf = ({ what, ok, found, advice }: Finding): string =>
  `${ok ? 'ok     ' : 'PROBLEM'}  ${what.padEnd(NAME_WIDTH)}${found}\n` +
  (advice === null ? '' : `${' '.repeat(NAME_WIDTH + 9)}${advice}\n`);

/** @throws JobIncomplete if anything is wrong */
async function doctor({ trail, ...options }: DoctorOptions): Promise<void> {
  quietSdk();
  // Loaded when needed, as in collect.ts.
  const { awsLake } = await import('../aws/aws-lake');
  const lake = awsLake({ ...options, trail_location: trail ?? null, log: silentLog });
  const findings = await examine(lake);
  process.stdout.write(findings.map(lineOf).join(''));
  const wrong = findings.filter((finding) => !finding.ok).map(({ what }) => what);
  if (wrong.length > 0) throw new JobIncomplete(`Not in order: ${wrong.join(', ')}; see above.`);
}

/** `athena-ledger doctor`. */
export const doctorCommand = (): Command =>
  new Command('doctor')
    .description('check a deployed ledger with your own AWS credentials')
    .requiredOption('--bucket <name>', 'bucket of the lake')
    .option('--database <name>', 'Glue database of the lake', 'athena_ledger')
    .option('--workgroup <name>', 'workgroup of the ledger', 'athena-ledger')
    .option('--trail <location>', 'folder of the trail, s3://…/AWSLogs/[o-ID/]')
    .option('--region <name>', 'region of the main stack (default: the one of your profile)')
    .addHelpText('after', EXAMPLES)
    .action(doctor);
