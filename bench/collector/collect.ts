import { awsHistory } from '../../src/aws/aws-history';
import { noDeadline, systemClock } from '../../src/core/clock';
import { yesterday } from '../../src/core/days';
import type { FileStore } from '../../src/core/ports';
import { silentLog } from '../../src/core/silent-log';
import { collectHistory, type HistoryDone } from '../../src/history/collect-history';
import type { Quotas } from '../../src/history/quotas';

/** A day that no test of the window refuses: yesterday. */
export const DAY = yesterday(systemClock.now());

/** The SDK finds the stand-in as it would find any endpoint of one's own. */
function useEndpoint(endpoint: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
  });
}

/** Collects one day from a stand-in with the SDK, at the whole quota. */
export async function collectFrom(
  endpoint: string,
  files: FileStore,
  quotas?: Quotas,
): Promise<HistoryDone> {
  useEndpoint(endpoint);
  const answer = await collectHistory(
    { ...awsHistory({ log: silentLog }), files, clock: systemClock, log: silentLog },
    { day: DAY },
    {
      deadline: noDeadline,
      window: 'day',
      api_share: 1,
      run: 'bench',
      ...(quotas ? { quotas } : {}),
    },
  );
  if (!answer.done) throw new Error('The collector stopped without a deadline.');
  return answer;
}
