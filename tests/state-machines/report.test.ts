/** The page after each build: built bundles behind the state machine's own definition. */
import { figureStatements } from '../../src/report/figures';
import { COLUMNS } from '../../src/report/figure-columns';
import { parametersOf } from '../../src/report/figure-parameters';
import { refusedOf } from '../permissions/refused';
import { bucketPolicyOf, MAIN_ACCOUNT, mainStack, roleIn } from '../permissions/stacks';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { execute } from './machine';
import { mainScene } from './scene';

const stackWith = (ReportPage: string) =>
  mainStack({ parameters: { ReportPage, TrailLocation: '', LookupEvents: 'false' } });
const stack = stackWith('true');
const machine = stack['EventsStateMachine']!;
const LAST = '2026-03-01';
const FIGURES = figureStatements(parametersOf(LAST, LAST));

/** What a lake of one day answers: one query, of somebody called <b>ann</b>. */
function figures(statement: string): StatementOutcome | undefined {
  const answer = (row: Record<string, string | null>): StatementOutcome => ({
    on_the_way: [],
    columns: Object.keys(row).map((name) => [name, 'varchar'] as const),
    rows: [Object.values(row)],
  });
  if (statement.startsWith('-- Which days')) return answer({ first_day: LAST, last_day: LAST });
  const figure = FIGURES.find(({ title }) => statement.startsWith(`-- ${title}\n`));
  if (figure?.name !== 'usage') return figure && { on_the_way: [], columns: [['day', 'varchar']] };
  const row = Object.fromEntries(Object.keys(COLUMNS.usage).map((column) => [column, null]));
  return answer({ ...row, day: LAST, user: '<b>ann</b>', queries: '1' });
}

const scene = mainScene(stack, ['events', 'report']);
const { invoke, called } = scene;
beforeEach(() => {
  scene.aws.outcome = figures;
});

const pages = (): string[] => [...scene.aws.lake.keys()].filter((key) => key.startsWith('report/'));

test('each build is followed by the page, and the answer is the build’s', async () => {
  const run = await execute(machine, {}, invoke);
  expect(called(run.calls)).toEqual(['events', 'report']);
  expect(run.calls[1]!.Payload).toEqual({});
  expect(run.output).toMatchObject({ done: true, built: expect.any(Array) as unknown });
  expect(pages().sort()).toEqual([`report/${LAST}.html`, 'report/index.html']);
  const page = scene.aws.lake.get('report/index.html')!.toString('utf8');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain('\\u003cb\\u003eann');
});

test('without the page nothing of it is called', async () => {
  scene.aws.lake.clear();
  const run = await execute(stackWith('false')['EventsStateMachine']!, {}, invoke);
  expect(called(run.calls)).toEqual(['events']);
  expect(pages()).toEqual([]);
});

test('a day that is asked for gets its page, and the newest one stays', async () => {
  scene.aws.lake.clear();
  const run = await execute(machine, { report: { day: LAST } }, invoke);
  expect(called(run.calls)).toEqual(['report']);
  expect(run.output).toMatchObject({ done: true, written: [`report/${LAST}.html`] });
  expect(pages()).toEqual([`report/${LAST}.html`]);
});

test('near its deadline it is called again, with its cursor and nothing else', async () => {
  scene.lambdas.report.remaining_ms = 0;
  let calls = 0;
  const run = await execute(machine, { report: {} }, async (payload, name) => {
    if (++calls === 3) scene.lambdas.report.remaining_ms = 900_000;
    return await invoke(payload, name);
  });
  expect(run.output).toMatchObject({ done: true });
  const [first, second, third] = run.calls.map(({ Payload }) => Payload);
  expect(first).toEqual({});
  expect(second).toEqual({ cursor: { run: expect.any(String) as string, day: null } });
  expect(third).toEqual(second);
});

test('a statement that fails fails the execution, by its own name', async () => {
  scene.aws.outcome = (statement) =>
    statement.startsWith('-- The dearest queries')
      ? { state: 'FAILED', on_the_way: [], reason: 'EXCEEDED_MEMORY' }
      : figures(statement);
  const run = await execute(machine, { report: {} }, invoke);
  expect(run.error?.name).toBe('StatementFailed');
});

test('what was asked for wrongly is refused at once', async () => {
  const run = await execute(machine, { report: { day: 'yesterday' } }, invoke);
  expect(called(run.calls)).toEqual(['report']);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain('day');
});

test('everything that the page asked of AWS is allowed by its role', async () => {
  scene.api.asked.length = 0;
  await execute(machine, { report: {} }, invoke);
  const role = roleIn(stack, 'ReportRole');
  const bucket_policy = bucketPolicyOf(stack);
  expect(refusedOf(scene.api.asked, { account_id: MAIN_ACCOUNT, role, bucket_policy })).toEqual([]);
  expect([...new Set(scene.api.asked.map(({ action }) => action))].sort()).toEqual([
    'athena:GetQueryExecution',
    'athena:GetQueryResults',
    'athena:StartQueryExecution',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
  ]);
});
