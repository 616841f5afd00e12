import { systemClock } from '../../src/core/clock';
import { addDays, yesterday as dayBefore } from '../../src/core/days';
import { build, type Built } from '../bundles/built';
import { simulate } from '../permissions/simulator/simulate';
import {
  bucketPolicyOf,
  identityOf,
  MAIN_ACCOUNT,
  mainStack,
  REGION,
  roleIn,
  sessionOf,
} from '../permissions/stacks';
import { overHttp, type OverHttp } from '../stand-ins/over-http/server';
import { deployedFunction, type Instance } from './deployed';
import { eventsServices, type EventsServices } from './events-services';
import { execute } from './machine';

const stack = mainStack({ parameters: { ReportPage: 'false' } });
const machine = stack['EventsStateMachine']!;
const { Variables: settings } = stack['EventsFunction']!.Properties['Environment'] as {
  Variables: Record<string, string>;
};
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

let built: Built;
let aws: EventsServices;
let api: OverHttp;
let lambda: Instance;

beforeAll(async () => {
  built = build();
  const bucket = settings['LEDGER_BUCKET']!;
  const workgroup = settings['LEDGER_WORKGROUP']!;
  aws = eventsServices({ bucket, database: settings['LEDGER_DATABASE']!, workgroup });
  api = await overHttp({
    account_id: MAIN_ACCOUNT,
    region: REGION,
    workgroup,
    services: aws.services,
    buckets: { [bucket]: aws.lake, 'org-trail': trail },
  });
  lambda = deployedFunction(built.folder, 'events', stack['EventsFunction']!, {
    region: REGION,
    account_id: MAIN_ACCOUNT,
    endpoint: api.endpoint,
  });
});
afterAll(async () => {
  await api.close();
  built.remove();
});
beforeEach(() => {
  lambda.remaining_ms = 900_000;
  aws.outcome = () => undefined;
});

test('what the schedule sends builds yesterday and the days that may still change', async () => {
  const target = stack['EventsSchedule']!.Properties['Target'] as { Input: string };
  const run = await execute(machine, JSON.parse(target.Input), lambda.invoke);
  expect(run.error).toBeUndefined();
  expect(run.output).toMatchObject({ done: true });
  expect(run.calls).toHaveLength(1);
  expect(aws.published('events')).toEqual(LAST_DAYS);
});

test('as long as it is not done it is called again, with the cursor and nothing else', async () => {
  lambda.remaining_ms = 30_000; // less than a partition needs: each call gets one done
  const input = { from: LAST_DAYS[0], to: yesterday, refresh: true };
  const run = await execute(machine, input, lambda.invoke);
  expect(run.output).toMatchObject({ done: true });
  expect(run.calls.length).toBeGreaterThan(LAST_DAYS.length);
  const [first, ...others] = run.calls.map(({ Payload }) => Object.keys(Payload as object));
  expect(first).toEqual(['from', 'to', 'refresh']);
  expect(new Set(others.map(String))).toEqual(new Set(['cursor']));
});

test('throttling is waited for', async () => {
  let calls = 0;
  const run = await execute(machine, { day: yesterday }, (payload) =>
    ++calls <= 4
      ? Promise.reject(
          Object.assign(new Error('Rate'), { name: 'Lambda.TooManyRequestsException' }),
        )
      : lambda.invoke(payload),
  );
  expect(run.output).toMatchObject({ done: true });
  expect(calls).toBe(5);
});

test('an audit that finds a loss fails the execution, once, and publishes nothing', async () => {
  const before = aws.published('events');
  aws.outcome = (statement) =>
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
  const run = await execute(machine, { day: lost }, lambda.invoke);
  expect(run.error?.name).toBe('JobIncomplete');
  expect(run.error?.cause).toContain('7 queries of the history are missing');
  expect(run.calls).toHaveLength(1);
  expect(aws.published('events')).toEqual(before);
});

test('what was asked for wrongly is refused at once, in the words of the function', async () => {
  const run = await execute(machine, { day: 'yesterday' }, lambda.invoke);
  expect(run.calls).toHaveLength(1);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain('day');
});

test('everything that the job asked of AWS is allowed by its role', async () => {
  api.asked.length = 0;
  // A run of the day before yesterday that nobody published: the sweep deletes it.
  const run = '20200101T000000Z-00000000-1';
  aws.lake.set(`events/day=2020-01-01/run=${run}/part.parquet`, Buffer.from(''));
  await execute(machine, {}, lambda.invoke);
  const identity = identityOf(roleIn(stack, 'EventsRole'));
  const resource = bucketPolicyOf(stack);
  const refused = api.asked.filter(({ action, resource: arn, context }) => {
    const request = {
      principal: sessionOf(MAIN_ACCOUNT, 'ledger-eventsrole'),
      action,
      resource: arn,
      resource_account_id: MAIN_ACCOUNT,
      context,
    };
    const own = action.startsWith('s3:') && !arn.includes('org-trail');
    return !simulate(request, { identity, resource: own ? resource : null }).allowed;
  });
  expect(refused).toEqual([]);
  const actions = [...new Set(api.asked.map(({ action }) => action))].sort();
  expect(actions).toEqual(
    expect.arrayContaining(['athena:StartQueryExecution', 'glue:UpdatePartition', 's3:PutObject']),
  );
});
