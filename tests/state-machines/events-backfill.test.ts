/** EventsBackfillStateMachine around the built bundles: failures, deadlines, wrong ranges, permissions. */
import { systemClock } from '../../src/core/clock';
import { addDays, dayOf, dayRange, yesterday as dayBefore } from '../../src/core/days';
import type { BackfillReport } from '../../src/events/backfill/report';
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
import { execute, type Execution, type Invoke } from './machine';

const stack = mainStack({ parameters: { ReportFormat: 'none' } });
const machine = stack['EventsBackfillStateMachine']!;
const { Variables: settings } = stack['EventsFunction']!.Properties['Environment'] as {
  Variables: Record<string, string>;
};
const yesterday = dayBefore(systemClock.now());
const FROM = addDays(yesterday, -4);
const DAYS = dayRange(FROM, yesterday);
const RANGE = { from: FROM, to: yesterday };
/** Those that may hold the calls of these days. */
const DELIVERED = dayRange(addDays(FROM, -1), yesterday);

const trail = new Map(
  dayRange(addDays(yesterday, -60), yesterday).map((day) => [
    `AWSLogs/o-exampleorg1/${MAIN_ACCOUNT}/CloudTrail/${REGION}/${day.replaceAll('-', '/')}/log.json.gz`,
    Buffer.from(''),
  ]),
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

type Call = Record<string, unknown> & { cursor?: object; day?: string };
const payloads = ({ calls }: Execution): Call[] => calls.map(({ Payload }) => Payload as Call);
const named = (run: Execution, stage: string): string[] =>
  payloads(run)
    .filter((call) => call['stage'] === stage)
    .map(({ day }) => day!)
    .sort();
const newest = (): BackfillReport => {
  const keys = [...aws.lake.keys()].filter((key) => key.startsWith('backfill/')).sort();
  return JSON.parse(aws.lake.get(keys.at(-1)!)!.toString('utf8')) as BackfillReport;
};

/** A history of the day was collected, as far as the ledger knows. */
const collected = (day: string): void => {
  const where = `account_id=${MAIN_ACCOUNT}/region=${REGION}`;
  aws.lake.set(`ledger/day=${day}/job=history/${where}/x.json`, Buffer.from('{}'));
};

test('each delivered day is read once, then each day is built; the report says what is there', async () => {
  DAYS.slice(1).forEach(collected);
  const run = await execute(machine, RANGE, lambda.invoke);
  expect(run.error).toBeUndefined();
  expect(named(run, 'submissions')).toEqual(DELIVERED);
  expect(named(run, 'events')).toEqual(DAYS);
  expect(aws.published('events')).toEqual(DAYS);
  const report = newest();
  expect(run.output).toMatchObject({
    done: true,
    days: DAYS.length,
    rows: DAYS.length,
    report: `backfill/${report.run}.json`,
  });
  expect(report).toMatchObject({
    ...RANGE,
    outcome: 'done',
    submission_days_read: DELIVERED.length,
  });
  expect(report.days[0]).toMatchObject({
    day: FROM,
    rows: 1,
    missing: ['1 without a call', 'no history was collected'],
  });
  expect(report.days[1]!.missing).toEqual(['1 without a call']);
  expect(report.days.every(({ bytes }) => bytes! > 0)).toBe(true);
});

test('a second time reads no delivered day again, and is another run of the same days', async () => {
  const run = await execute(machine, RANGE, lambda.invoke);
  expect(named(run, 'submissions')).toEqual([]);
  expect(named(run, 'events')).toEqual(DAYS);
  const refreshed = await execute(machine, { ...RANGE, refresh: true }, lambda.invoke);
  expect(named(refreshed, 'submissions')).toEqual(DELIVERED);
});

test('near the deadline each call goes on by its cursor, and the days are the same', async () => {
  lambda.remaining_ms = 30_000;
  let stops = 0;
  const invoke: Invoke = async (payload) => {
    const call = payload as Call;
    if (call['stage'] === 'events' && stops++ === 0) {
      const cursor = {
        run: call['run'],
        force: false,
        submission_days: [],
        event_days: [call.day],
        with_late_days: false,
        without_sweep: true,
        failed: [],
      };
      return { done: false, run: call['run'], built: [], cursor };
    }
    return lambda.invoke(payload);
  };
  const run = await execute(machine, RANGE, invoke);
  expect(run.output).toMatchObject({ done: true, days: DAYS.length });
  const again = payloads(run).filter(({ cursor }) => cursor !== undefined);
  expect(again).toHaveLength(1);
  expect(Object.keys(again[0]!)).toEqual(['cursor']);
});

test('a day that fails leaves the others be; the run fails and names it, and the report says why', async () => {
  const [, lost] = DAYS;
  aws.outcome = (statement) =>
    statement.includes('INSERT INTO events_staging') && statement.includes(`'${lost!}' AS day`)
      ? { state: 'FAILED', on_the_way: [], reason: 'TABLE_NOT_FOUND: gone' }
      : undefined;
  const run = await execute(machine, RANGE, lambda.invoke);
  expect(run.error?.name).toBe('JobIncomplete');
  expect(run.error?.cause).toContain(`Not rebuilt: ${lost!}.`);
  expect(run.error?.cause).toContain('TABLE_NOT_FOUND');
  expect(named(run, 'events')).toEqual(DAYS);
  const report = newest();
  expect(report.outcome).toBe('failed');
  expect(report.days.filter((day) => day.outcome === 'done').map(({ day }) => day)).toEqual(
    DAYS.filter((day) => day !== lost),
  );
  expect(report.days[1]).toMatchObject({ rows: null, bytes: null, complete: false });
  expect(report.days[1]!.message).toContain('TABLE_NOT_FOUND');
});

test('a delivered day that was never read holds up the days that may have calls there, no others', async () => {
  const from = addDays(yesterday, -50);
  const unread = addDays(from, 34);
  const range = { from, to: addDays(from, 5) };
  aws.outcome = (statement) =>
    statement.includes('INSERT INTO submissions_staging') && statement.includes(`'${unread}'`)
      ? { state: 'FAILED', on_the_way: [], reason: 'HIVE_CURSOR_ERROR: torn' }
      : undefined;
  const run = await execute(machine, range, lambda.invoke);
  expect(run.error?.cause).toContain(`Delivered days not read: ${unread}.`);
  const report = newest();
  const failed = report.days.filter(({ outcome }) => outcome === 'failed').map(({ day }) => day);
  expect(failed).toEqual(dayRange(addDays(unread, -31), range.to));
  expect(report.days.length).toBeGreaterThan(failed.length);
  expect(report.days.at(-1)!.message).toContain(unread);
  expect(report.submission_days_failed).toEqual([
    { day: unread, message: expect.stringContaining('HIVE_CURSOR_ERROR') as string },
  ]);
});

test('a function that dies on a day is that day’s failure, too', async () => {
  const invoke: Invoke = (payload) =>
    (payload as Call)['stage'] === 'events' && (payload as Call).day === yesterday
      ? Promise.reject(Object.assign(new Error('out of memory'), { name: 'Lambda.Unknown' }))
      : lambda.invoke(payload);
  const run = await execute(machine, RANGE, invoke);
  expect(run.error?.cause).toContain(`Not rebuilt: ${yesterday}.`);
  expect(newest().days.at(-1)!.message).toContain('Lambda.Unknown');
});

test.each([null, {}, { done: false }])(
  'an answer like %j is that day’s failure',
  async (answer) => {
    const invoke: Invoke = (payload) =>
      (payload as Call)['stage'] === 'events' && (payload as Call).day === FROM
        ? Promise.resolve(answer)
        : lambda.invoke(payload);
    const run = await execute(machine, RANGE, invoke);
    expect(run.error?.name).toBe('JobIncomplete');
    expect(newest().days[0]!.message).toContain('NoAnswer');
  },
);

test.each([
  [{}, 'from: '],
  [{ from: '2026-02-30', to: '2026-03-01' }, 'is not a day'],
  [{ from: yesterday, to: FROM }, 'is before from'],
  [{ from: yesterday, to: addDays(dayOf(systemClock.now()), 2) }, 'is in the future'],
  [{ from: '2020-01-01', to: '2021-06-01' }, 'more than 366 days'],
  [{ day: yesterday }, 'from: '],
  [{ ...RANGE, speed: 'high' }, 'speed'],
])('%j is refused before anything runs', async (input, words) => {
  const run = await execute(machine, input, lambda.invoke);
  expect(run.calls).toHaveLength(1);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain(words);
});

test('everything that a backfill asked of AWS is allowed by the role', async () => {
  api.asked.length = 0;
  await execute(machine, { ...RANGE, refresh: true }, lambda.invoke);
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
    const own = action.startsWith('s3:') ? resource : null;
    return !simulate(request, { identity, resource: own }).allowed;
  });
  expect(refused).toEqual([]);
  const written = api.asked.filter(({ action }) => action === 's3:PutObject');
  expect(written.some(({ resource: arn }) => arn.includes('/backfill/'))).toBe(true);
});
