/** The step after each build: both built bundles behind the state machine's own definition. */
import { addDays } from '../../src/core/days';
import { COLUMN_NAMES } from '../../src/exports/cells';
import { refusedOf } from '../permissions/refused';
import { bucketPolicyOf, MAIN_ACCOUNT, mainStack, roleIn } from '../permissions/stacks';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { execute } from './machine';
import { mainScene } from './scene';

const withFormat = (ReportFormat: string) =>
  mainStack({
    parameters: { ReportFormat, ReportPage: 'false', TrailLocation: '', LookupEvents: 'false' },
  });
const stack = withFormat('json');
const machine = stack['EventsStateMachine']!;
const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const FROM = addDays(yesterday, -2);

/** Answers what an export asks with one event, at half past ten. */
function eventsOf(statement: string): StatementOutcome | undefined {
  const first = /AS moment[^]*moment >= CAST\('([^']+)'/.exec(statement)?.[1];
  if (first === undefined || statement.includes('INSERT INTO')) return undefined;
  const day = first.slice(0, 10);
  const at = `${day} 10:30:00.000`;
  const row: Record<string, string> = {
    moment: at,
    query_execution_id: `q-${day}`,
    submitted_at: at,
    day,
  };
  return {
    on_the_way: [],
    columns: ['moment', ...COLUMN_NAMES].map((name) => [name, 'varchar'] as const),
    rows: at < first ? [] : [['moment', ...COLUMN_NAMES].map((name) => row[name] ?? null)],
  };
}

const scene = mainScene(stack, ['events', 'exports']);
const { invoke, called } = scene;
beforeEach(() => {
  scene.aws.outcome = eventsOf;
});

const reports = (): string[] =>
  [...scene.aws.lake.keys()].filter((key) => key.startsWith('reports/'));
const reportOf = (day: string, hour: string): unknown => {
  const [year, month, of_month] = day.split('-');
  const folder = `reports/year=${year}/month=${month}/day=${of_month}/hour=${hour}`;
  const body = scene.aws.lake.get(`${folder}/report_${year}_${month}_${of_month}_h${hour}.json`);
  return JSON.parse(body!.toString('utf8'));
};

test('without a format nothing is exported, and the answer is the build’s', async () => {
  const run = await execute(withFormat('none')['EventsStateMachine']!, {}, invoke);
  expect(called(run.calls)).toEqual(['events']);
  expect(run.output).toMatchObject({ done: true, built: expect.any(Array) as unknown, swept: 0 });
  expect(reports()).toEqual([]);
});

test('with one, the build is followed by the reports of what was built', async () => {
  const run = await execute(machine, {}, invoke);
  expect(called(run.calls)).toEqual(['events', 'exports']);
  expect(run.calls[1]!.Payload).toEqual({});
  expect(run.output).toMatchObject({ done: true, exported: [{ hours: 24, rows: 1 }, {}, {}] });
  expect(reports()).toHaveLength(72);
  expect(reportOf(yesterday, '10')).toMatchObject([{ query_execution_id: `q-${yesterday}` }]);
  expect(reportOf(yesterday, '11')).toEqual([]);
});

test('as long as the export is not done it is called again, with its cursor and nothing else', async () => {
  scene.lambdas.exports.remaining_ms = 30_000; // less than a report needs: each call gets one done
  const input = { export: { day: FROM, format: 'json' } };
  const run = await execute(machine, input, invoke);
  expect(run.output).toMatchObject({ done: true, exported: [{ day: FROM, hours: 24, rows: 1 }] });
  expect(called(run.calls)).toEqual(Array.from({ length: 24 }, () => 'exports'));
  const [first, ...others] = run.calls.map(({ Payload }) => Object.keys(Payload as object));
  expect(first).toEqual(['day', 'format']);
  expect(new Set(others.map(String))).toEqual(new Set(['cursor']));
});

test('an export that fails fails the execution, by its own name; the next one makes it up', async () => {
  scene.aws.lake.clear();
  scene.aws.outcome = (statement) =>
    statement.includes('AS moment')
      ? { state: 'FAILED', on_the_way: [], reason: 'EXCEEDED_MEMORY' }
      : undefined;
  const failed = await execute(machine, {}, invoke);
  expect(failed.error?.name).toBe('JobIncomplete');
  expect(failed.error?.cause).toContain('Not exported');
  expect(called(failed.calls)).toEqual(['events', 'exports']);
  scene.aws.outcome = eventsOf;
  expect((await execute(machine, {}, invoke)).output).toMatchObject({ done: true });
  expect(reports()).toHaveLength(72);
});

test('what was asked for wrongly is refused at once, in the words of the function', async () => {
  const run = await execute(machine, { export: { day: yesterday, time_zone: 'Mars' } }, invoke);
  expect(called(run.calls)).toEqual(['exports']);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain('time_zone');
});

test('everything that an export asked of AWS is allowed by its role', async () => {
  scene.api.asked.length = 0;
  await execute(machine, { export: { from: FROM, to: yesterday } }, invoke);
  await execute(machine, { export: {} }, invoke);
  const role = roleIn(stack, 'ExportsRole');
  const bucket_policy = bucketPolicyOf(stack);
  expect(refusedOf(scene.api.asked, { account_id: MAIN_ACCOUNT, role, bucket_policy })).toEqual([]);
  expect([...new Set(scene.api.asked.map(({ action }) => action))].sort()).toEqual([
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StartQueryExecution',
    'glue:GetPartition',
    'glue:GetPartitions',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
  ]);
});
