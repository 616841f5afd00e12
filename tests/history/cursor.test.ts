import type { FileStore, QueryHistory } from '../../src/core/ports';
import { collectHistory } from '../../src/history/collect-history';
import { collectedIds } from '../memory/history-lines';
import { memoryHistory, namedError } from '../memory/memory-history';
import { generatedWorld, type World } from '../memory/world';
import { collect, DAY, desk, execution, optionsOf, type Desk } from './collecting';
import { afterCalls } from './slices';

test('a token that has expired makes the workgroup begin again; nothing is lost', async () => {
  const world = generatedWorld(1, 400, DAY);
  const ports = desk(world);
  const { history, deadline } = afterCalls(ports.history, 6);
  const first = await collectHistory({ ...ports, history }, { day: DAY }, optionsOf({ deadline }));
  if (first.done) throw new Error('not stopped');
  const expired = first.cursor.open[0]?.next_token;
  expect(expired).toBeDefined();
  const healthy = memoryHistory(world);
  let refused = 0;
  const listQueryExecutions: QueryHistory['listQueryExecutions'] = (workgroup, token) =>
    token === expired && refused++ === 0
      ? Promise.reject(namedError('InvalidRequestException', 'The token expired.'))
      : healthy.listQueryExecutions(workgroup, token);
  const second = desk(world, {
    files: ports.files,
    history: { ...healthy, listQueryExecutions },
  });
  const answer = await collect(second, { cursor: first.cursor });
  expect(answer.counts).toMatchObject({ queries: 400, workgroups_lost: 0 });
  expect(collectedIds(ports.files.files)).toHaveLength(400);
});

test('a cursor of another account or region is refused', async () => {
  const world = generatedWorld(1, 400, DAY);
  const ports = desk(world);
  const { history, deadline } = afterCalls(ports.history, 3);
  const first = await collectHistory({ ...ports, history }, { day: DAY }, optionsOf({ deadline }));
  const other = desk({ ...world, region: 'us-east-1' });
  await expect(collect(other, { cursor: first.done ? null : first.cursor })).rejects.toMatchObject({
    name: 'InvalidInput',
    message: expect.stringContaining('111122223333/us-east-1') as string,
  });
});

test('the cursor of a thousand workgroups fits into Step Functions’ 256 KB', async () => {
  const names = Array.from({ length: 1000 }, (_, n) => `${'w'.repeat(123)}-${n}`);
  const world: World = {
    ...generatedWorld(1, 0, DAY),
    workgroups: names,
    ids: () => ['a'],
    find: (id) => execution({ query_execution_id: id }),
  };
  const ports = desk(world);
  const { history, deadline } = afterCalls(ports.history, 4);
  const answer = await collectHistory({ ...ports, history }, { day: DAY }, optionsOf({ deadline }));
  expect(answer.done).toBe(false);
  expect(JSON.stringify(answer).length).toBeLessThan(256_000);
});

test('the deadline is met while waiting for a token', async () => {
  const quotas = { per_second: 0.001, burst: 1 };
  const began = performance.now();
  const ports: Desk & { files: FileStore } = desk(generatedWorld(1, 400, DAY), {
    clock: {
      now: () => new Date('2026-03-02T06:00:00Z'),
      sleep: () => new Promise((resolve) => setTimeout(resolve, 5)),
    },
  });
  const answer = await collectHistory(
    ports,
    { day: DAY },
    optionsOf({
      quotas: {
        list_query_executions: quotas,
        batch_get_query_execution: quotas,
        list_work_groups: quotas,
        list_tags_for_resource: quotas,
      },
      deadline: { remainingMs: () => 300 - (performance.now() - began) },
      deadline_margin_ms: 0,
    }),
  );
  expect(answer).toMatchObject({
    done: false,
    cursor: { days: {}, open: [{ workgroup: 'team-0' }] },
  });
  expect(performance.now() - began).toBeLessThan(2_000);
});
