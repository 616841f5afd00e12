import { DeadlineReached, StatementFailed } from '../../core/errors';
import type { StatementCall } from '../../core/ports';
import { assertToken } from '../../core/run-id';

export interface Calls {
  /** Does the work after all that was given before. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** The same, but once for each token. */
  once<T>(statement: string, call: StatementCall, work: () => Promise<T>): Promise<T>;
}

/** @throws InvalidInput (the token), DeadlineReached */
export function assertCall({ token, deadline }: StatementCall): void {
  assertToken(token);
  if (deadline.remainingMs() > 0) return;
  throw new DeadlineReached('No time is left to start a statement.');
}

/**
 * Statements one after another, for a connection whose views belong to one at a time. As on Athena,
 * the same token and text join the first call, also a failed one; another text is refused.
 */
export function callsInTurn(): Calls {
  const calls = new Map<string, { statement: string; result: Promise<unknown> }>();
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    inTurn,
    once: async <T>(statement: string, call: StatementCall, work: () => Promise<T>) => {
      assertCall(call);
      const known = calls.get(call.token);
      if (known && known.statement !== statement) {
        throw new StatementFailed('The token was used for another statement.', false);
      }
      const result = (known?.result as Promise<T> | undefined) ?? inTurn(work);
      calls.set(call.token, { statement, result });
      return await result;
    },
  };
}
