import type { Log, QueryHistory } from '../core/ports';
import { athenaHistory } from './athena-history';
import { athenaClient, stsClient, type ClientOptions } from './clients';

/** Athena's API with the credentials at hand, of the region given or else the SDK's own choice. */
export function awsHistory({ region, log }: ClientOptions & { log: Log }): {
  history: QueryHistory;
  throttled: () => number;
} {
  return athenaHistory({ athena: athenaClient({ region }), sts: stsClient({ region }), log });
}
