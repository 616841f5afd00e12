import { awsExports } from '../aws/aws-exports';
import { lambdaLog } from '../aws/lambda-log';
import { accountOf, type InvocationContext } from '../core/invocation';
import { runId } from '../core/run-id';
import { readConfig, type ExportsConfig } from './config';
import { exportOf, parseRequest } from './request';
import { runExport, type ExportPorts, type ExportResult } from './run-export';

export type ExportsHandler = (event: unknown, context: InvocationContext) => Promise<ExportResult>;

type Settings = Pick<ExportsConfig, 'region' | 'format' | 'time_zone'>;

/** The function over any ports. Inputs: README.md of this folder. */
export const createHandler =
  (ports: ExportPorts, { region, format, time_zone }: Settings): ExportsHandler =>
  async (event, context) => {
    const where = { account_id: accountOf(context), region };
    const run = runId(ports.clock.now(), context.awsRequestId);
    const job = await exportOf(parseRequest(event), ports, { ...where, format, time_zone, run });
    ports.log.info('exports.job', { run: job.run, days: job.slices.length });
    const deadline = { remainingMs: () => context.getRemainingTimeInMillis() };
    return await runExport(ports, job, { ...where, deadline });
  };

function awsHandler(): ExportsHandler {
  const config = readConfig(process.env);
  return createHandler(awsExports({ ...config, log: lambdaLog('exports') }), config);
}

let instance: ExportsHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: ExportsHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
