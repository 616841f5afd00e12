/** The functions as the templates deploy them: built bundles, with the environment that they set. */
import { join } from 'node:path';
import type { Resource } from '../../tools/permissions/template';

export interface Instance {
  invoke: (payload: unknown) => Promise<unknown>;
  /** How long the next calls may run, milliseconds. */
  remaining_ms: number;
}

interface LambdaContext {
  awsRequestId: string;
  invokedFunctionArn: string;
  getRemainingTimeInMillis: () => number;
}
type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/** What Lambda's runtime adds to the environment. */
const ofLambda = (region: string): Record<string, string> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: 'stand-in',
  AWS_SECRET_ACCESS_KEY: 'stand-in',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});

interface FunctionProperties {
  Environment: { Variables: Record<string, string | number> };
  Timeout: number;
}

/**
 * Loads a bundle as Lambda would, in this process: settings go into its environment.
 * @param folder that the build went to
 */
export function deployedFunction(
  folder: string,
  stage: 'history' | 'events' | 'exports' | 'report',
  resource: Resource,
  where: { region: string; account_id: string; endpoint: string },
): Instance {
  const { Environment, Timeout } = resource.Properties as unknown as FunctionProperties;
  const variables = Object.entries(Environment.Variables).map(([name, value]) => [
    name,
    String(value),
  ]);
  Object.assign(process.env, ofLambda(where.region), Object.fromEntries(variables), {
    AWS_ENDPOINT_URL: where.endpoint,
  });
  const bundle = jest.requireActual<{ handler: Handler }>(join(folder, stage, 'index.js'));
  let calls = 0;
  const instance: Instance = {
    remaining_ms: Timeout * 1000,
    invoke: (payload) =>
      bundle.handler(payload, {
        awsRequestId: `00000000-0000-4000-8000-${String(++calls).padStart(12, '0')}`,
        invokedFunctionArn: `arn:aws:lambda:${where.region}:${where.account_id}:function:${stage}`,
        getRemainingTimeInMillis: () => instance.remaining_ms,
      }),
  };
  return instance;
}
