import { awsReport } from '../aws/aws-report';
import { lambdaLog } from '../aws/lambda-log';
// As `npm run build` writes it: functions are bundled after that.
import PAGE from '../../dist/report/page.html';
import { accountOf, type InvocationContext } from '../core/invocation';
import { readConfig, type ReportConfig } from './config';
import { parseRequest } from './request';
import { writeReport, type ReportPorts, type ReportResult } from './write-report';

export type ReportHandler = (event: unknown, context: InvocationContext) => Promise<ReportResult>;

/** The function over any ports. Inputs: README.md of this folder. */
export const createHandler =
  (
    ports: ReportPorts,
    { sql, link_hours, region }: Pick<ReportConfig, 'sql' | 'link_hours' | 'region'>,
  ): ReportHandler =>
  async (event, context) => {
    const state = parseRequest(event, ports.clock.now(), context.awsRequestId);
    const deadline = { remainingMs: () => context.getRemainingTimeInMillis() };
    const where = { account_id: accountOf(context), region };
    return await writeReport(ports, PAGE, state, { deadline, sql, link_hours, ...where });
  };

function awsHandler(): ReportHandler {
  const config = readConfig(process.env);
  return createHandler(awsReport({ ...config, log: lambdaLog('report') }), config);
}

let instance: ReportHandler | undefined;

/** Lambda's entry. Settings are read at the first call, so that a wrong one fails it by name. */
export const handler: ReportHandler = async (event, context) =>
  await (instance ??= awsHandler())(event, context);
