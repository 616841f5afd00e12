import type { AthenaClient } from '@aws-sdk/client-athena';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';

const THROTTLES = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/;

/** As much of a client as it takes. */
interface Counted {
  middlewareStack: Pick<(AthenaClient | CloudTrailClient)['middlewareStack'], 'addRelativeTo'>;
}

/**
 * Counts the attempts that the service throttled, those included that the SDK then repeats unseen.
 * @returns how many there were so far
 */
export function countThrottles(client: Counted): () => number {
  let throttled = 0;
  client.middlewareStack.addRelativeTo(
    <In, Out>(next: (args: In) => Promise<Out>) =>
      async (args: In) => {
        try {
          return await next(args);
        } catch (error) {
          if (error instanceof Error && THROTTLES.test(error.name)) throttled += 1;
          throw error;
        }
      },
    { relation: 'after', toMiddleware: 'retryMiddleware', name: 'countThrottles', override: true },
  );
  return () => throttled;
}
