import { awsLake } from '../aws/aws-lake';
import { lambdaLog } from '../aws/lambda-log';
import { ownTrail } from '../core/lake';
import { noTrail } from '../core/no-trail';
import { runId } from '../core/run-id';
import type { SubmissionsPorts } from '../submissions/build-submissions';
import { backfillStep } from './backfill/handler';
import { isBackfill } from './backfill/request';
import { readConfig, type EventsConfig } from './config';
import { jobOf, parseRequest } from './request';
import { runJob, type JobResult } from './run-job';

/** What the stage needs of Lambda's context. */
export interface InvocationContext {
  awsRequestId: string;
  /** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`; the ledger notes the account. */
  invokedFunctionArn: string;
  getRemainingTimeInMillis: () => number;
}

export type EventsHandler = (event: unknown, context: InvocationContext) => Promise<JobResult>;

/** The function as it is deployed: a job's builds, and the steps of a backfill around them. */
export type DeployedHandler = (
  event: unknown,
  context: InvocationContext,
) => Promise<Awaited<ReturnType<EventsHandler> | ReturnType<typeof backfillStep>>>;

/** The account that the function runs in: no call to STS is needed for it. */
const accountOf = ({ invokedFunctionArn }: InvocationContext): string =>
  /^arn:[^:]*:lambda:[^:]*:(\d{12}):/.exec(invokedFunctionArn)?.[1] ?? 'unknown';

type Settings = Pick<
  EventsConfig,
  'bucket' | 'region' | 'trail_location' | 'lookback_days' | 'prices'
>;

const isOwnTrail = ({
  bucket,
  trail_location,
}: Pick<Settings, 'bucket' | 'trail_location'>): boolean => trail_location === ownTrail(bucket);

/** The function over any ports: both stages, submissions and events. Inputs: README.md of this folder. */
export const createHandler =
  (ports: SubmissionsPorts, config: Settings): EventsHandler =>
  async (event, context) => {
    const now = ports.clock.now();
    const job = await jobOf(parseRequest(event), ports.catalog, runId(now, context.awsRequestId), {
      now,
      ...trailOptions(ports, config),
    });
    ports.log.info('events.job', {
      run: job.run,
      submission_days: job.submission_days.length,
      event_days: job.event_days.length,
    });
    return await runJob(ports, job, {
      deadline: { remainingMs: () => context.getRemainingTimeInMillis() },
      account_id: accountOf(context),
      region: config.region,
      prices: config.prices,
    });
  };

/** What a plan needs to know of the trail. */
const trailOptions = (ports: SubmissionsPorts, config: Settings) => ({
  lookback_days: config.lookback_days,
  has_trail: config.trail_location !== null,
  own_trail: isOwnTrail(config) ? ports.files : undefined,
});

/** The steps of a backfill over any ports. */
export const createBackfillHandler =
  (ports: SubmissionsPorts, config: Settings): DeployedHandler =>
  async (event, context) =>
    await backfillStep(ports, event, {
      place: { account_id: accountOf(context), region: config.region },
      request_id: context.awsRequestId,
      options: trailOptions(ports, config),
    });

/** Gives an input to the half that it means. */
export const either =
  (events: EventsHandler, backfill: DeployedHandler): DeployedHandler =>
  (event, context) =>
    isBackfill(event) ? backfill(event, context) : events(event, context);

function awsHandler(): DeployedHandler {
  const config = readConfig(process.env);
  const lake = awsLake({ ...config, log: lambdaLog('events') });
  const lake_root = isOwnTrail(config) ? `s3://${config.bucket}/` : undefined;
  const ports = { ...lake, trail: lake.trail ?? noTrail, lake_root };
  return either(createHandler(ports, config), createBackfillHandler(ports, config));
}

let instance: DeployedHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: DeployedHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
