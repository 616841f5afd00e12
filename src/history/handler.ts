import { awsHistory } from '../aws/aws-history';
import { s3Client } from '../aws/clients';
import { lambdaLog } from '../aws/lambda-log';
import { s3Files } from '../aws/s3-files';
import { systemClock } from '../core/clock';
import { runId } from '../core/run-id';
import { awsLookup, type LookupHandler } from '../lookup/handler';
import { isLookup } from '../lookup/request';
import { collectHistory, type HistoryDone, type HistoryUnfinished } from './collect-history';
import { readConfig, type HistoryConfig } from './config';
import { parseRequest } from './request';
import type { HistoryPorts } from './run-state';

/** What the stage needs of Lambda's context. */
export interface InvocationContext {
  awsRequestId: string;
  getRemainingTimeInMillis: () => number;
}

export type HistoryHandler = (
  event: unknown,
  context: InvocationContext,
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

/** The function as it is deployed: this collector, and that of ../lookup for inputs that say so. */
export type CollectorHandler = (
  event: unknown,
  context: InvocationContext,
) => Promise<Awaited<ReturnType<HistoryHandler> | ReturnType<LookupHandler>>>;

/** Gives an input to the collector that it means. */
export const either =
  (history: HistoryHandler, lookup: LookupHandler): CollectorHandler =>
  (event, context) =>
    isLookup(event) ? lookup(event, context) : history(event, context);

function awsHandler(): CollectorHandler {
  const config = readConfig(process.env);
  const { bucket, bucket_region: region, path_style } = config;
  const files = s3Files({ client: s3Client({ region, path_style }), bucket });
  const log = lambdaLog('history');
  return either(
    createHandler({ ...awsHistory({ log }), files, clock: systemClock, log }, config),
    awsLookup({ files, log: lambdaLog('lookup') }, config),
  );
}

let instance: CollectorHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: CollectorHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
