import { StatementFailed } from './errors';

const ATTEMPTS = 3;

/**
 * Does what asks the engine, again if a statement failed that may succeed then; three times in all.
 * @param work is given the number of the attempt, from 1: its tokens must differ, since that of a
 *   failed query would answer with the failure
 * @param failed is told of each failure that is not the last
 * @throws StatementFailed of the last attempt, or at once what is no such failure
 */
export async function attempts<T>(
  work: (attempt: number) => Promise<T>,
  failed: (reason: string, attempt: number) => void,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof StatementFailed && error.retryable) || attempt === ATTEMPTS)
        throw error;
      failed(error.message, attempt);
    }
  }
}
