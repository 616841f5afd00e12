import {
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  ListTagsForResourceCommand,
  ListWorkGroupsCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import type { STSClient } from '@aws-sdk/client-sts';
import { messageOf } from '../core/errors';
import type { Log, Page, QueryHistory } from '../core/ports';
import { isDenied } from './call-failed';
import { countThrottles } from './count-throttles';
import { executionDetails } from './execution-details';
import { whoAmI as whoAmIBy } from './who-am-i';

/** Both lists and the batch end at 50 (Athena API reference). */
const PAGE = 50;

interface Clients {
  athena: AthenaClient;
  sts: STSClient;
  log: Log;
}

/** The partition of a region's ARNs (IAM user guide, "Amazon Resource Names"). */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

const page = (items: (string | undefined)[], next_token: string | undefined): Page<string> => ({
  items: items.filter((item) => item !== undefined),
  ...(next_token === undefined || next_token === '' ? {} : { next_token }),
});

async function readTags({ athena }: Clients, ResourceARN: string): Promise<Record<string, string>> {
  const tags: Record<string, string> = {};
  let NextToken: string | undefined;
  do {
    const answer = await athena.send(new ListTagsForResourceCommand({ ResourceARN, NextToken }));
    for (const { Key, Value } of answer.Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? '';
    NextToken = answer.NextToken;
  } while (NextToken !== undefined && NextToken !== '');
  return tags;
}

/**
 * Athena's API of one account and region.
 * @returns the port, and the number of attempts that were throttled so far
 */
export function athenaHistory(clients: Clients): {
  history: QueryHistory;
  throttled: () => number;
} {
  const { athena, log } = clients;
  const whoAmI = whoAmIBy(clients.sts);

  async function workgroupTags(workgroup: string): Promise<Record<string, string> | null> {
    const { account_id, region } = await whoAmI();
    const arn = `arn:${partitionOf(region)}:athena:${region}:${account_id}:workgroup/${workgroup}`;
    try {
      return await readTags(clients, arn);
    } catch (error) {
      if (!isDenied(error)) throw error;
      log.warn('history.tags_denied', { workgroup, reason: messageOf(error) });
      return null;
    }
  }

  const history: QueryHistory = {
    whoAmI,
    workgroupTags,
    listWorkgroups: async (NextToken) => {
      const answer = await athena.send(new ListWorkGroupsCommand({ MaxResults: PAGE, NextToken }));
      return page(
        (answer.WorkGroups ?? []).map((one) => one.Name),
        answer.NextToken,
      );
    },
    listQueryExecutions: async (WorkGroup, NextToken) => {
      const answer = await athena.send(
        new ListQueryExecutionsCommand({ WorkGroup, MaxResults: PAGE, NextToken }),
      );
      return page(answer.QueryExecutionIds ?? [], answer.NextToken);
    },
    getQueryExecutions: async (ids) => {
      const answer = await athena.send(
        new BatchGetQueryExecutionCommand({ QueryExecutionIds: [...ids] }),
      );
      return {
        executions: (answer.QueryExecutions ?? []).map(executionDetails),
        unprocessed: (answer.UnprocessedQueryExecutionIds ?? []).map((one) => ({
          query_execution_id: one.QueryExecutionId ?? '',
          error_code: one.ErrorCode ?? 'UNKNOWN',
          error_message: one.ErrorMessage ?? '',
        })),
      };
    },
  };
  return { history, throttled: countThrottles(athena) };
}
