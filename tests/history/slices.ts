import type { QueryHistory } from '../../src/core/ports';
import type { CollectOptions } from '../../src/history/run-state';

/** A caller whose time is over at the `n`-th call of the API. */
export function afterCalls(
  history: QueryHistory,
  n: number,
): Pick<CollectOptions, 'deadline'> & { history: QueryHistory } {
  let left = n;
  return {
    history: {
      ...history,
      listQueryExecutions: (...given) => {
        left -= 1;
        return history.listQueryExecutions(...given);
      },
      getQueryExecutions: (ids) => {
        left -= 1;
        return history.getQueryExecutions(ids);
      },
    },
    deadline: { remainingMs: () => (left > 0 ? Infinity : 0) },
  };
}
