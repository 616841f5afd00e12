import { awsLake } from '../aws/aws-lake';
import { lambdaLog } from '../aws/lambda-log';
import { answerMonth, type MonthResult } from '../compact/answer';
import type { CompactOptions } from '../compact/compact-month';
import { compactMessages, isBatch, type BatchAnswer } from '../compact/messages';
import { asksForMonth, readMonthRequest } from '../compact/request';
import { accountOf, type InvocationContext } from '../core/invocation';
import { ownTrail } from '../core/lake';
import { noTrail } from '../core/no-trail';
import { runId } from '../core/run-id';
import type { SubmissionsPorts } from '../submissions/build-submissions';
import { backfillStep, type BackfillDone } from './backfill/handler';
import type { BackfillPlan } from './backfill/plan';
import { isBackfill } from './backfill/request';
import { readConfig, type EventsConfig } from './config';
import { jobOf, parseRequest } from './request';
import { runJob, type JobResult } from './run-job';

export type EventsHandler = (event: unknown, context: InvocationContext) => Promise<JobResult>;

type Settings = Pick<
  EventsConfig,
  'bucket' | 'region' | 'trail_location' | 'lookback_days' | 'prices'
>;

const isOwnTrail = ({
  bucket,
  trail_location,
}: Pick<Settings, 'bucket' | 'trail_location'>): boolean => trail_location === ownTrail(bucket);

/** What a plan needs to know of the trail. */
const trailOptions = (ports: SubmissionsPorts, config: Settings) => ({
  lookback_days: config.lookback_days,
  has_trail: config.trail_location !== null,
  own_trail: isOwnTrail(config) ? ports.files : undefined,
});

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

type Answer = JobResult | MonthResult | BatchAnswer | BackfillPlan | BackfillDone;

/**
 * One function for days, months and the steps of a backfill: an input that names a month, or messages
 * that do, compact it; one that names a backfill plans or reports it.
 */
export const createFunction =
  (ports: SubmissionsPorts, config: Settings) =>
  async (event: unknown, context: InvocationContext): Promise<Answer> => {
    const options: CompactOptions = {
      deadline: { remainingMs: () => context.getRemainingTimeInMillis() },
      account_id: accountOf(context),
      region: config.region,
    };
    if (isBackfill(event))
      return await backfillStep(ports, event, {
        place: options,
        request_id: context.awsRequestId,
        options: trailOptions(ports, config),
      });
    if (isBatch(event)) return await compactMessages(ports, event.Records, options);
    if (!asksForMonth(event)) return await createHandler(ports, config)(event, context);
    const now = ports.clock.now();
    const compaction = readMonthRequest(event, runId(now, context.awsRequestId), now);
    return await answerMonth(ports, compaction, options);
  };

function awsHandler(): LambdaHandler {
  const config = readConfig(process.env);
  const lake = awsLake({ ...config, log: lambdaLog('events') });
  const lake_root = isOwnTrail(config) ? `s3://${config.bucket}/` : undefined;
  return createFunction({ ...lake, trail: lake.trail ?? noTrail, lake_root }, config);
}

type LambdaHandler = ReturnType<typeof createFunction>;

let instance: LambdaHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: LambdaHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
