import { awsHistory } from '../aws/aws-history';
import { s3Client } from '../aws/clients';
import { lambdaLog } from '../aws/lambda-log';
import { s3Files } from '../aws/s3-files';
import { systemClock } from '../core/clock';
import { runId } from '../core/run-id';
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

function awsHandler(): HistoryHandler {
  const config = readConfig(process.env);
  const { bucket, bucket_region: region, path_style } = config;
  const log = lambdaLog('history');
  const files = s3Files({ client: s3Client({ region, path_style }), bucket });
  return createHandler({ ...awsHistory({ log }), files, clock: systemClock, log }, config);
}

let instance: HistoryHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: HistoryHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
