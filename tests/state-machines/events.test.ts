import { systemClock } from '../../src/core/clock';
import { addDays, yesterday as dayBefore } from '../../src/core/days';
import { refusedOf } from '../permissions/refused';
import { bucketPolicyOf, MAIN_ACCOUNT, mainStack, REGION, roleIn } from '../permissions/stacks';
import { execute } from './machine';
import { mainScene } from './scene';

const stack = mainStack({ parameters: { ReportPage: 'false' } });
const machine = stack['EventsStateMachine']!;
const yesterday = dayBefore(systemClock.now());
const LAST_DAYS = [addDays(yesterday, -2), addDays(yesterday, -1), yesterday];

/** One log file of each of the days that a first job reads. */
const trail = new Map(
  Array.from({ length: 40 }, (_, back) => addDays(yesterday, -back).replaceAll('-', '/')).map(
    (day) => [
      `AWSLogs/o-exampleorg1/${MAIN_ACCOUNT}/CloudTrail/${REGION}/${day}/log.json.gz`,
      Buffer.from(''),
    ],
  ),
);

const scene = mainScene(stack, ['events'], trail);
const { invoke } = scene;

test('what the schedule sends builds yesterday and the days that may still change', async () => {
  const target = stack['EventsSchedule']!.Properties['Target'] as { Input: string };
  const run = await execute(machine, JSON.parse(target.Input), invoke);
  expect(run.error).toBeUndefined();
  expect(run.output).toMatchObject({ done: true });
  expect(run.calls).toHaveLength(1);
  expect(scene.aws.published('events')).toEqual(LAST_DAYS);
});

test('as long as it is not done it is called again, with the cursor and nothing else', async () => {
  scene.lambdas.events.remaining_ms = 30_000; // less than a partition needs: each call gets one done
  const input = { from: LAST_DAYS[0], to: yesterday, refresh: true };
  const run = await execute(machine, input, invoke);
  expect(run.output).toMatchObject({ done: true });
  expect(run.calls.length).toBeGreaterThan(LAST_DAYS.length);
  const [first, ...others] = run.calls.map(({ Payload }) => Object.keys(Payload as object));
  expect(first).toEqual(['from', 'to', 'refresh']);
  expect(new Set(others.map(String))).toEqual(new Set(['cursor']));
});

test('throttling is waited for', async () => {
  let calls = 0;
  const run = await execute(machine, { day: yesterday }, (payload, name) =>
    ++calls <= 4
      ? Promise.reject(
          Object.assign(new Error('Rate'), { name: 'Lambda.TooManyRequestsException' }),
        )
      : invoke(payload, name),
  );
  expect(run.output).toMatchObject({ done: true });
  expect(calls).toBe(5);
});

test('an audit that finds a loss fails the execution, once, and publishes nothing', async () => {
  const before = scene.aws.published('events');
  scene.aws.outcome = (statement) =>
    statement.includes('history_missing')
      ? {
          on_the_way: [],
          columns: ['rows_staged', 'rows_doubled', 'history_missing'].map(
            (name) => [name, 'bigint'] as const,
          ),
          rows: [['1', '0', '7']],
        }
      : undefined;
  const lost = addDays(yesterday, -20);
  const run = await execute(machine, { day: lost }, invoke);
  expect(run.error?.name).toBe('JobIncomplete');
  expect(run.error?.cause).toContain('7 queries of the history are missing');
  expect(run.calls).toHaveLength(1);
  expect(scene.aws.published('events')).toEqual(before);
});

test('what was asked for wrongly is refused at once, in the words of the function', async () => {
  const run = await execute(machine, { day: 'yesterday' }, invoke);
  expect(run.calls).toHaveLength(1);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain('day');
});

test('everything that the job asked of AWS is allowed by its role', async () => {
  scene.api.asked.length = 0;
  // A run of the day before yesterday that nobody published: the sweep deletes it.
  const run = '20200101T000000Z-00000000-1';
  scene.aws.lake.set(`events/day=2020-01-01/run=${run}/part.parquet`, Buffer.from(''));
  await execute(machine, {}, invoke);
  const role = roleIn(stack, 'EventsRole');
  const bucket_policy = bucketPolicyOf(stack);
  expect(refusedOf(scene.api.asked, { account_id: MAIN_ACCOUNT, role, bucket_policy })).toEqual([]);
  const actions = [...new Set(scene.api.asked.map(({ action }) => action))].sort();
  expect(actions).toEqual(
    expect.arrayContaining(['athena:StartQueryExecution', 'glue:UpdatePartition', 's3:PutObject']),
  );
});
