import { memoryHistory, namedError } from '../../memory/memory-history';
import type { World } from '../../memory/world';
import type { Operation } from '../json-api';
import { wireExecution } from './wire';

type Input = Record<string, unknown>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const tokenOf = ({ NextToken }: Input): string | undefined =>
  typeof NextToken === 'string' ? NextToken : undefined;

function checkPage({ MaxResults }: Input): void {
  if (MaxResults !== undefined && Number(MaxResults) > 50)
    throw namedError('InvalidRequestException', 'MaxResults must be at most 50.');
}

/** Athena's answers over a world, as they look on the wire. */
export function operations(world: World): Record<string, Operation> {
  const history = memoryHistory(world);
  return {
    ListWorkGroups: async (input) => {
      checkPage(input);
      const { items, next_token } = await history.listWorkgroups(tokenOf(input));
      const WorkGroups = items.map((Name) => ({ Name, State: 'ENABLED' }));
      return { WorkGroups, NextToken: next_token };
    },
    ListQueryExecutions: async (input) => {
      checkPage(input);
      const page = await history.listQueryExecutions(textOf(input['WorkGroup']), tokenOf(input));
      return { QueryExecutionIds: page.items, NextToken: page.next_token };
    },
    BatchGetQueryExecution: async ({ QueryExecutionIds }) => {
      const ids = QueryExecutionIds as string[];
      if (ids.length > 50) throw namedError('InvalidRequestException', 'At most 50 ids.');
      const { executions, unprocessed } = await history.getQueryExecutions(ids);
      return {
        QueryExecutions: executions.map(wireExecution),
        UnprocessedQueryExecutionIds: unprocessed.map((one) => ({
          QueryExecutionId: one.query_execution_id,
          ErrorCode: one.error_code,
          ErrorMessage: one.error_message,
        })),
      };
    },
    ListTagsForResource: async ({ ResourceARN }) => {
      const tags = await history.workgroupTags(textOf(ResourceARN).replace(/^.*:workgroup\//, ''));
      if (!tags) throw namedError('AccessDeniedException', 'You may not read these tags.');
      return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
    },
  };
}
