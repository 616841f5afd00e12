import type { QueryHistory } from '../../src/core/ports';
import { execution, listedWorld, queryId, type World } from '../memory/world';

export interface HistorySubject {
  history: QueryHistory;
  close(): Promise<void>;
}

const failed = execution({
  query_execution_id: queryId(9, 1),
  workgroup: 'etl',
  statement_type: 'DDL',
  substatement_type: 'CREATE_TABLE',
  state: 'FAILED',
  state_change_reason: 'TABLE_NOT_FOUND: no such table',
  error_category: 2,
  error_type: 1006,
  error_retryable: false,
  error_message: 'no such table',
});
/** All that Athena may leave out. */
const bare = execution({
  query_execution_id: queryId(9, 2),
  workgroup: 'etl',
  query: null,
  statement_type: null,
  substatement_type: null,
  catalog: null,
  database_name: null,
  state: 'QUEUED',
  completed_at: null,
  data_scanned_bytes: null,
  engine_ms: null,
  total_ms: null,
  queue_ms: null,
  planning_ms: null,
  preprocessing_ms: null,
  service_ms: null,
  result_reused: null,
  engine_version: null,
  output_location: null,
  managed_results: null,
});
const full = execution({
  query_execution_id: queryId(9, 3),
  workgroup: 'etl',
  query: `SELECT '🦉"\\\n\u0000' -- ${'x'.repeat(262_000)}`,
  submitted_at: '2026-03-01T23:59:59.999Z',
  data_scanned_bytes: 0,
  result_reused: true,
  dpu_count: 24.5,
  managed_results: true,
  output_location: null,
  execution_parameters: ["'a'", '1'],
});

function givenWorld(): World {
  const many = Array.from({ length: 120 }, (_, n) =>
    execution({ query_execution_id: queryId(1, n) }),
  );
  const idle = Array.from({ length: 58 }, (_, n) => [`idle-${n}`, []] as const);
  return listedWorld(
    { primary: many, etl: [failed, bare, full], ...Object.fromEntries(idle) },
    { etl: { team: 'data', 'cost center': 'β 7' }, 'idle-0': null },
  );
}

/** Reads all pages of a list. */
async function pages(
  list: (next_token?: string) => Promise<{ items: string[]; next_token?: string }>,
) {
  const sizes: number[] = [];
  const items: string[] = [];
  let next_token: string | undefined;
  do {
    const page = await list(next_token);
    sizes.push(page.items.length);
    items.push(...page.items);
    next_token = page.next_token;
  } while (next_token !== undefined);
  return { sizes, items };
}

/** What every QueryHistory must do. */
export function queryHistoryContract(
  name: string,
  make: (world: World) => Promise<HistorySubject>,
): void {
  describe(`QueryHistory: ${name}`, () => {
    const world = givenWorld();
    let subject: HistorySubject;
    beforeAll(async () => {
      subject = await make(world);
    });
    afterAll(() => subject.close());

    test('says whose history it is', async () => {
      const { account_id, region } = world;
      expect(await subject.history.whoAmI()).toEqual({ account_id, region });
    });

    test('pages through more than fifty workgroups', async () => {
      const { items, sizes } = await pages((token) => subject.history.listWorkgroups(token));
      expect(items).toEqual(world.workgroups);
      expect(sizes).toEqual([50, 10]);
    });

    test('pages through the queries of a workgroup, fifty a page', async () => {
      const list = (token?: string) => subject.history.listQueryExecutions('primary', token);
      const { items, sizes } = await pages(list);
      expect(items).toEqual(Array.from({ length: 120 }, (_, n) => queryId(1, n)));
      expect(sizes).toEqual([50, 50, 20]);
    });

    test('an empty workgroup is one empty page', async () => {
      expect(await subject.history.listQueryExecutions('idle-1')).toEqual({ items: [] });
    });

    test('a missing workgroup and a wrong token are refused by name', async () => {
      const refused = { name: 'InvalidRequestException' };
      await expect(subject.history.listQueryExecutions('nobody')).rejects.toMatchObject(refused);
      await expect(subject.history.listQueryExecutions('etl', 'x')).rejects.toMatchObject(refused);
    });

    test('describes queries, every field, absent ones as null', async () => {
      const ids = [failed, bare, full].map((one) => one.query_execution_id);
      const { executions, unprocessed } = await subject.history.getQueryExecutions(ids);
      expect(executions).toEqual([failed, bare, full]);
      expect(unprocessed).toEqual([]);
    });

    test('names the ids that it cannot describe', async () => {
      const gone = queryId(404, 1);
      const answer = await subject.history.getQueryExecutions([gone, failed.query_execution_id]);
      expect(answer.executions).toEqual([failed]);
      expect(answer.unprocessed).toMatchObject([
        { query_execution_id: gone, error_code: 'INVALID_INPUT' },
      ]);
    });

    test('reads tags; null if it may not', async () => {
      expect(await subject.history.workgroupTags('etl')).toEqual({
        team: 'data',
        'cost center': 'β 7',
      });
      expect(await subject.history.workgroupTags('primary')).toEqual({});
      expect(await subject.history.workgroupTags('idle-0')).toBeNull();
    });
  });
}
