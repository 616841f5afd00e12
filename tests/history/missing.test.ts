import type { QueryHistory } from '../../src/core/ports';
import { collectedIds } from '../memory/history-lines';
import { memoryHistory, namedError } from '../memory/memory-history';
import { generatedWorld } from '../memory/world';
import { collect, DAY, desk, executionsAt, ledgerOf, listedWorld, queryId } from './collecting';

const world = generatedWorld(3, 300, DAY);

/** A history that leaves some ids unprocessed the first `times` that they are asked for. */
function reluctant(ids: readonly string[], times: number, silently = false): QueryHistory {
  const history = memoryHistory(world);
  const asked = new Map<string, number>();
  return {
    ...history,
    getQueryExecutions: async (given) => {
      const held = given.filter((id) => ids.includes(id) && (asked.get(id) ?? 0) < times);
      for (const id of held) asked.set(id, (asked.get(id) ?? 0) + 1);
      const answer = await history.getQueryExecutions(given.filter((id) => !held.includes(id)));
      const unprocessed = held.map((query_execution_id) => ({
        query_execution_id,
        error_code: 'INTERNAL_ERROR',
        error_message: 'try again',
      }));
      return { ...answer, unprocessed: silently ? [] : unprocessed };
    },
  };
}

test.each([false, true])(
  'ids that come back unprocessed are asked for again (left out: %s)',
  async (silently) => {
    const history = reluctant([queryId(0, 3), queryId(2, 99)], 2, silently);
    const ports = desk(world, { history });
    const { counts } = await collect(ports);
    expect(counts).toMatchObject({ queries: 300, unprocessed: 0, batch_calls: 6 + 4 });
    expect(collectedIds(ports.files.files)).toHaveLength(300);
  },
);

test('ids that stay unprocessed are named, the rest is written, and the run fails', async () => {
  const ports = desk(world, { history: reluctant([queryId(0, 3)], 1000) });
  await expect(collect(ports)).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: expect.stringContaining(queryId(0, 3)) as string,
  });
  expect(collectedIds(ports.files.files)).toHaveLength(299);
  expect(ledgerOf(ports.files)).toMatchObject({
    outcome: 'failed',
    counts: { unprocessed: 1, queries: 299 },
  });
  expect(ledgerOf(ports.files).message).toContain('INTERNAL_ERROR');
});

test.each([
  ['InvalidRequestException', 'WorkGroup team-1 is not found.'],
  ['AccessDeniedException', 'not authorized'],
])(
  'a workgroup that answers %s is recorded, the others go on, the run fails',
  async (name, message) => {
    const history = memoryHistory(world);
    const listQueryExecutions: QueryHistory['listQueryExecutions'] = (workgroup, token) =>
      workgroup === 'team-1'
        ? Promise.reject(namedError(name, message))
        : history.listQueryExecutions(workgroup, token);
    const ports = desk(world, { history: { ...history, listQueryExecutions } });
    await expect(collect(ports)).rejects.toMatchObject({ name: 'JobIncomplete' });
    expect(collectedIds(ports.files.files)).toHaveLength(200);
    expect(ledgerOf(ports.files)).toMatchObject({
      outcome: 'failed',
      counts: { workgroups_lost: 1, workgroups: 3 },
    });
    expect(ledgerOf(ports.files).message).toContain(
      `workgroup team-1: ${name}: ${message.replace('.', '')}`,
    );
  },
);

test('a workgroup that is deleted half way keeps what was read of it', async () => {
  const history = memoryHistory(world);
  let calls = 0;
  const listQueryExecutions: QueryHistory['listQueryExecutions'] = (workgroup, token) => {
    if (workgroup === 'team-1' && ++calls > 1)
      return Promise.reject(
        namedError('InvalidRequestException', 'WorkGroup team-1 is not found.'),
      );
    return history.listQueryExecutions(workgroup, token);
  };
  const ports = desk(world, { history: { ...history, listQueryExecutions } });
  await expect(collect(ports)).rejects.toMatchObject({ name: 'JobIncomplete' });
  expect(collectedIds(ports.files.files)).toHaveLength(250);
});

test('throttling that outlasts the SDK’s retries fails the run with advice, and is recorded', async () => {
  const history = {
    ...memoryHistory(world),
    listQueryExecutions: () => Promise.reject(namedError('ThrottlingException', 'Rate exceeded')),
  };
  const ports = desk(world, { history });
  await expect(collect(ports)).rejects.toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringMatching(
      /^ListQueryExecutions failed: ThrottlingException: Rate exceeded\..*API_SHARE/,
    ) as string,
  });
  expect(ledgerOf(ports.files)).toMatchObject({ outcome: 'failed', counts: { queries: 0 } });
});

test('without an identity nothing is begun or written', async () => {
  const history = {
    ...memoryHistory(world),
    whoAmI: () =>
      Promise.reject(namedError('CredentialsProviderError', 'Could not load credentials')),
  };
  const ports = desk(world, { history });
  await expect(collect(ports)).rejects.toMatchObject({ name: 'AwsCallFailed' });
  expect(ports.files.files.size).toBe(0);
});

test('a query without a time of submission is counted, never dropped in silence', async () => {
  const ports = desk(
    listedWorld({ primary: executionsAt('primary', [`${DAY}T01:00:00.000Z`, '']) }),
  );
  await expect(collect(ports)).rejects.toMatchObject({ name: 'JobIncomplete' });
  expect(ledgerOf(ports.files)).toMatchObject({ counts: { queries: 1, undated: 1 } });
});
