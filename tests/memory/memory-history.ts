import type { QueryHistory, Unprocessed } from '../../src/core/ports';
import type { World } from './world';

const PAGE = 50;

/** An error as the SDK throws it: told apart by its name. */
export const namedError = (name: string, message: string): Error =>
  Object.assign(new Error(message), { name });

const notFound = (id: string): Unprocessed => ({
  query_execution_id: id,
  error_code: 'INVALID_INPUT',
  error_message: `QueryExecution ${id} was not found`,
});

/** Athena's API in memory. */
export function memoryHistory(world: World): QueryHistory {
  const offsetOf = (next_token: string | undefined, workgroup: string): number => {
    if (next_token === undefined) return 0;
    const [name, offset] = next_token.split('/');
    if (name === workgroup && offset) return Number(offset);
    throw namedError('InvalidRequestException', 'The pagination token is invalid.');
  };
  const page = (items: string[], offset: number, more: boolean, name: string) => ({
    items,
    ...(more ? { next_token: `${name}/${offset + items.length}` } : {}),
  });
  return {
    whoAmI: () => Promise.resolve({ account_id: world.account_id, region: world.region }),
    listWorkgroups: async (next_token) => {
      const offset = offsetOf(next_token, '*');
      const items = world.workgroups.slice(offset, offset + PAGE);
      const more = world.workgroups.length > offset + PAGE;
      return await Promise.resolve(page(items, offset, more, '*'));
    },
    listQueryExecutions: async (workgroup, next_token) => {
      const offset = offsetOf(next_token, workgroup);
      const found = world.ids(workgroup, offset, PAGE + 1);
      if (!found)
        throw namedError('InvalidRequestException', `WorkGroup ${workgroup} is not found.`);
      return await Promise.resolve(
        page(found.slice(0, PAGE), offset, found.length > PAGE, workgroup),
      );
    },
    getQueryExecutions: (ids) =>
      Promise.resolve({
        executions: ids.flatMap((id) => world.find(id) ?? []),
        unprocessed: ids.filter((id) => !world.find(id)).map(notFound),
      }),
    workgroupTags: (workgroup) => Promise.resolve(world.tags(workgroup)),
  };
}
