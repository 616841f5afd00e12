import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { noDeadline, systemClock } from '../core/clock';
import { InvalidInput, JobIncomplete, messageOf } from '../core/errors';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { collectHistory } from '../history/collect-history';
import { parseRequest } from '../history/request';
import { lookupRegion } from './collect-lookup';
import { collectedInto } from './collected-into';
import { assertOrder, fromOption, lakeOption, list, toOption } from './options';
import { startProgress, type Progress } from './progress';
import { quietSdk } from './quiet-sdk';
import { count } from './units';

interface CollectOptions {
  lake: string;
  from: string;
  to: string;
  regions?: string[];
  workgroups?: string[];
  share: number;
  lookup?: true;
}

const EXAMPLES = `
Examples:
  $ athena-ledger collect --lake lake --from 2026-11-01 --to 2026-11-14
  $ athena-ledger collect --lake lake --from 2026-11-20 --to 2026-11-20 \\
      --regions us-east-1,eu-central-1 --workgroups primary,analytics
  $ athena-ledger collect --lake lake --lookup --from 2026-08-23 --to 2026-11-20
  $ athena-ledger collect --lake s3://ledger --from 2026-11-20 --to 2026-11-20

With --lookup it collects who asked, without any trail: CloudTrail's event
history, in files of a trail's form below LAKE/trail, which build reads.
Athena keeps 45 days, CloudTrail's event history 90.
With --lake s3://BUCKET it writes into the bucket of a ledger, as the function
does: for those who run it themselves, without Lambda.

Uses your own AWS credentials (AWS_PROFILE, SSO, …).
Permissions: athena:ListWorkGroups, ListQueryExecutions, BatchGetQueryExecution,
ListTagsForResource; with --lookup cloudtrail:LookupEvents only. For a bucket:
the statements History… of docs/policy.json.`;

/**
 * Collects the queries of one region.
 * @returns a line that says what was collected
 */
export async function collectRegion(
  region: string | undefined,
  options: Pick<CollectOptions, 'lake' | 'from' | 'to' | 'workgroups' | 'share'>,
  progress: Progress,
): Promise<string> {
  // Loaded when needed: the SDK would cost the other commands a third of their time.
  const { awsHistory } = await import('../aws/aws-history');
  const ports = {
    ...awsHistory({ region, log: silentLog }),
    files: await collectedInto(options.lake),
    clock: systemClock,
    log: silentLog,
  };
  const request = parseRequest({
    from: options.from,
    to: options.to,
    ...(options.workgroups ? { workgroups: options.workgroups } : {}),
  });
  const result = await collectHistory(ports, request, {
    deadline: noDeadline,
    window: 'day',
    api_share: options.share,
    run: runId(systemClock.now(), randomUUID()),
    onProgress: ({ queries, workgroups_finished, workgroups }) => {
      const label = `workgroups${region ? ` in ${region}` : ''}, ${count(queries)} queries`;
      progress.show(workgroups_finished, workgroups, label);
    },
  });
  if (!result.done) throw new JobIncomplete('The collection stopped early; run it again.');
  const { account_id, counts } = result;
  return `${account_id} ${result.region}: ${count(counts.queries)} queries in ${counts.workgroups} workgroups`;
}

/** For commander: a part of the quota. */
export function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number above 0 and up to 1, for example 0.5.');
}

/** Regions one after another; one that fails leaves the others be, and the command fails at the end. */
async function collect(options: CollectOptions): Promise<void> {
  assertOrder(options.from, options.to);
  if (options.lookup && options.workgroups)
    throw new InvalidInput(
      '--workgroups: CloudTrail cannot be asked for one; leave it out with --lookup.',
    );
  const collectOne = options.lookup ? lookupRegion : collectRegion;
  quietSdk();
  const regions = options.regions ?? [undefined];
  const lines: string[] = [];
  const failures: string[] = [];
  for (const region of regions) {
    const progress = startProgress();
    try {
      lines.push(await collectOne(region, options, progress));
    } catch (error) {
      if (regions.length === 1) throw error;
      failures.push(`${region ?? 'default region'}: ${messageOf(error)}`);
    } finally {
      progress.stop();
    }
  }
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (failures.length > 0) throw new JobIncomplete(failures.join(' · '));
}

/** `athena-ledger collect`. */
export const collectCommand = (): Command =>
  new Command('collect')
    .description('collect the queries of your own account, or who asked, into a lake')
    .addOption(lakeOption())
    .addOption(fromOption().makeOptionMandatory())
    .addOption(toOption().makeOptionMandatory())
    .option('--lookup', 'collect who asked, from CloudTrail’s event history')
    .option('--regions <list>', 'regions, by commas (default: the one of your profile)', list)
    .option('--workgroups <list>', 'workgroups, by commas (default: all)', list)
    .option('--share <part>', 'part of the API’s quota to use, above 0 up to 1', share, 0.8)
    .addHelpText('after', EXAMPLES)
    .action(collect);
