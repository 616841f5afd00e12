import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError } from 'commander';
import { noDeadline, systemClock } from '../core/clock';
import { JobIncomplete, messageOf } from '../core/errors';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { collectHistory, type HistoryDone } from '../history/collect-history';
import { parseRequest } from '../history/request';
import { folderFiles } from '../local/folder-files';
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
}

const EXAMPLES = `
Examples:
  $ athena-ledger collect --lake lake --from 2026-11-01 --to 2026-11-14
  $ athena-ledger collect --lake lake --from 2026-11-20 --to 2026-11-20 \\
      --regions us-east-1,eu-central-1 --workgroups primary,analytics

Uses your own AWS credentials (AWS_PROFILE, SSO, …). Athena keeps 45 days.
Permissions: athena:ListWorkGroups, ListQueryExecutions, BatchGetQueryExecution,
ListTagsForResource.`;

async function collectRegion(
  region: string | undefined,
  options: CollectOptions,
  progress: Progress,
): Promise<HistoryDone> {
  // Loaded when needed: the SDK would cost the other commands a third of their time.
  const { awsHistory } = await import('../aws/aws-history');
  const ports = {
    ...awsHistory({ region, log: silentLog }),
    files: folderFiles(options.lake),
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
  return result;
}

/** For commander: a part of the quota. */
function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('Give a number above 0 and up to 1, for example 0.5.');
}

/** Regions one after another; one that fails leaves the others be, and the command fails at the end. */
async function collect(options: CollectOptions): Promise<void> {
  assertOrder(options.from, options.to);
  quietSdk();
  const regions = options.regions ?? [undefined];
  const lines: string[] = [];
  const failures: string[] = [];
  for (const region of regions) {
    const progress = startProgress();
    try {
      const done = await collectRegion(region, options, progress);
      lines.push(
        `${done.account_id} ${done.region}: ${count(done.counts.queries)} queries in ${done.counts.workgroups} workgroups`,
      );
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
    .description('collect the query history of your own account into a lake')
    .addOption(lakeOption())
    .addOption(fromOption().makeOptionMandatory())
    .addOption(toOption().makeOptionMandatory())
    .option('--regions <list>', 'regions, by commas (default: the one of your profile)', list)
    .option('--workgroups <list>', 'workgroups, by commas (default: all)', list)
    .option('--share <part>', 'part of Athena’s API quota to use, above 0 up to 1', share, 0.8)
    .addHelpText('after', EXAMPLES)
    .action(collect);
