import type { FileStore, QueryHistory } from '../../src/core/ports';
import { collectHistory } from '../../src/history/collect-history';
import { parseRequest } from '../../src/history/request';
import type { CollectOptions } from '../../src/history/run-state';
import { collectedIds, historyLines, settledRows } from '../memory/history-lines';
import { memoryFiles } from '../memory/memory-files';
import { memoryHistory, namedError } from '../memory/memory-history';
import { generatedWorld, type World } from '../memory/world';
import {
  collect,
  DAY,
  desk,
  evenly,
  execution,
  ledgerOf,
  listedWorld,
  optionsOf,
  type Desk,
} from './collecting';

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

