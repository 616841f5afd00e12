import { awsHistory } from '../aws/aws-history';
import { s3Client } from '../aws/clients';
import { lambdaLog } from '../aws/lambda-log';
import { s3Files } from '../aws/s3-files';
import { systemClock } from '../core/clock';
import type { CallContext } from '../core/invocation';
import { runId } from '../core/run-id';
import { hoursToLookUp, runOfHour, type DayOfHours } from '../lookup/backfill';
import { awsLookup, type LookupHandler } from '../lookup/handler';
import { CLOUDTRAIL, isLookup } from '../lookup/request';
import { planCollection, type CollectionPlan } from './backfill/plan';
import { reportCollected, type CollectionReport } from './backfill/report';
import { isBackfill, parseBackfill } from './backfill/request';
import { collectHistory, type HistoryDone, type HistoryUnfinished } from './collect-history';
import { readConfig, type HistoryConfig } from './config';
import { parseRequest } from './request';
import type { HistoryPorts } from './run-state';

export type HistoryHandler = (
  event: unknown,
  context: CallContext,
) => Promise<HistoryDone | HistoryUnfinished>;

/** The function over any ports. Inputs: README.md of this folder. */
export const createHandler =
  (ports: HistoryPorts, config: Pick<HistoryConfig, 'window' | 'api_share'>): HistoryHandler =>
  async (event, context) => {
    const request = parseRequest(event);
    return await collectHistory(ports, request, {
      deadline: { remainingMs: () => context.getRemainingTimeInMillis() },
      window: config.window,
      api_share: config.api_share,
      run: request.run ?? runId(ports.clock.now(), context.awsRequestId),
    });
  };

/** What the state machine of a backfill goes through. */
export type BackfillPlan = CollectionPlan & { lookups: DayOfHours[] };

export type BackfillHandler = (
  event: unknown,
  context: CallContext,
) => Promise<BackfillPlan | CollectionReport>;

/** The first and the last step of a backfill, over any ports. Inputs: docs/backfill.md. */
export const createBackfillHandler =
  ({ files, history, clock }: HistoryPorts): BackfillHandler =>
  async (event, context) => {
    const request = parseBackfill(event);
    if ('collected' in request) {
      const ledger = { files, runOfHour, place: () => history.whoAmI() };
      return await reportCollected(request.collected, ledger);
    }
    const now = clock.now();
    const lookup = request.lookup === 'true' ? CLOUDTRAIL : null;
    const run = runId(now, context.awsRequestId);
    const plan = planCollection(request.backfill, now, run, lookup);
    return { ...plan, lookups: lookup ? hoursToLookUp(plan.from, plan.to, now) : [] };
  };

/** The function as it is deployed: this collector, that of ../lookup, and a backfill's own steps. */
export type CollectorHandler = (
  event: unknown,
  context: CallContext,
) => Promise<Awaited<ReturnType<HistoryHandler | LookupHandler | BackfillHandler>>>;

/** Gives an input to the one that it means. */
export const either =
  (history: HistoryHandler, lookup: LookupHandler, backfill: BackfillHandler): CollectorHandler =>
  (event, context) => {
    if (isBackfill(event)) return backfill(event, context);
    return isLookup(event) ? lookup(event, context) : history(event, context);
  };

function awsHandler(): CollectorHandler {
  const config = readConfig(process.env);
  const { bucket, bucket_region: region, path_style } = config;
  const files = s3Files({ client: s3Client({ region, path_style }), bucket });
  const log = lambdaLog('history');
  const ports = { ...awsHistory({ log }), files, clock: systemClock, log };
  return either(
    createHandler(ports, config),
    awsLookup({ files, log: lambdaLog('lookup') }, config),
    createBackfillHandler(ports),
  );
}

let instance: CollectorHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: CollectorHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
