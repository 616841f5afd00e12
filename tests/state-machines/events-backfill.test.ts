/** EventsBackfillStateMachine around the built bundles: failures, deadlines, wrong ranges, permissions. */
import { systemClock } from '../../src/core/clock';
import { addDays, dayOf, dayRange, yesterday as dayBefore } from '../../src/core/days';
import type { BackfillReport } from '../../src/events/backfill/report';
import { refusedOf } from '../permissions/refused';
import { bucketPolicyOf, MAIN_ACCOUNT, mainStack, REGION, roleIn } from '../permissions/stacks';
import { execute, type Execution, type Invoke } from './machine';
import { mainScene } from './scene';

const stack = mainStack({ parameters: { ReportFormat: 'none' } });
const machine = stack['EventsBackfillStateMachine']!;
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

const scene = mainScene(stack, ['events'], trail);
const { invoke } = scene;

type Call = Record<string, unknown> & { cursor?: object; day?: string };
const payloads = ({ calls }: Execution): Call[] => calls.map(({ Payload }) => Payload as Call);
const named = (run: Execution, stage: string): string[] =>
  payloads(run)
    .filter((call) => call['stage'] === stage)
    .map(({ day }) => day!)
    .sort();
/** The one that was written last: two runs of the same second have no order by name. */
const newest = (): BackfillReport => {
  const keys = [...scene.aws.lake.keys()].filter((key) => key.startsWith('backfill/'));
  return JSON.parse(scene.aws.lake.get(keys.at(-1)!)!.toString('utf8')) as BackfillReport;
};

/** A history of the day was collected, as far as the ledger knows. */
const collected = (day: string): void => {
  const where = `account_id=${MAIN_ACCOUNT}/region=${REGION}`;
  scene.aws.lake.set(`ledger/day=${day}/job=history/${where}/x.json`, Buffer.from('{}'));
};

test('each delivered day is read once, then each day is built; the report says what is there', async () => {
  DAYS.slice(1).forEach(collected);
  const run = await execute(machine, RANGE, invoke);
  expect(run.error).toBeUndefined();
  expect(named(run, 'submissions')).toEqual(DELIVERED);
  expect(named(run, 'events')).toEqual(DAYS);
  expect(scene.aws.published('events')).toEqual(DAYS);
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
  const run = await execute(machine, RANGE, invoke);
  expect(named(run, 'submissions')).toEqual([]);
  expect(named(run, 'events')).toEqual(DAYS);
  const refreshed = await execute(machine, { ...RANGE, refresh: true }, invoke);
  expect(named(refreshed, 'submissions')).toEqual(DELIVERED);
});

test('near the deadline each call goes on by its cursor, and the days are the same', async () => {
  scene.lambdas.events.remaining_ms = 30_000;
  let stops = 0;
  const stopped: Invoke = async (payload, name) => {
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
    return invoke(payload, name);
  };
  const run = await execute(machine, RANGE, stopped);
  expect(run.output).toMatchObject({ done: true, days: DAYS.length });
  const again = payloads(run).filter(({ cursor }) => cursor !== undefined);
  expect(again).toHaveLength(1);
  expect(Object.keys(again[0]!)).toEqual(['cursor']);
});

test('a day that fails leaves the others be; the run fails and names it, and the report says why', async () => {
  const [, lost] = DAYS;
  scene.aws.outcome = (statement) =>
    statement.includes('INSERT INTO events_staging') && statement.includes(`'${lost!}' AS day`)
      ? { state: 'FAILED', on_the_way: [], reason: 'TABLE_NOT_FOUND: gone' }
      : undefined;
  const run = await execute(machine, RANGE, invoke);
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
  scene.aws.outcome = (statement) =>
    statement.includes('INSERT INTO submissions_staging') && statement.includes(`'${unread}'`)
      ? { state: 'FAILED', on_the_way: [], reason: 'HIVE_CURSOR_ERROR: torn' }
      : undefined;
  const run = await execute(machine, range, invoke);
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
  const failing: Invoke = (payload, name) =>
    (payload as Call)['stage'] === 'events' && (payload as Call).day === yesterday
      ? Promise.reject(Object.assign(new Error('out of memory'), { name: 'Lambda.Unknown' }))
      : invoke(payload, name);
  const run = await execute(machine, RANGE, failing);
  expect(run.error?.cause).toContain(`Not rebuilt: ${yesterday}.`);
  expect(newest().days.at(-1)!.message).toContain('Lambda.Unknown');
});

test.each([null, {}, { done: false }])(
  'an answer like %j is that day’s failure',
  async (answer) => {
    const failing: Invoke = (payload, name) =>
      (payload as Call)['stage'] === 'events' && (payload as Call).day === FROM
        ? Promise.resolve(answer)
        : invoke(payload, name);
    const run = await execute(machine, RANGE, failing);
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
  const run = await execute(machine, input, invoke);
  expect(run.calls).toHaveLength(1);
  expect(run.error?.name).toBe('InvalidInput');
  expect(run.error?.cause).toContain(words);
});

test('everything that a backfill asked of AWS is allowed by the role', async () => {
  scene.api.asked.length = 0;
  await execute(machine, { ...RANGE, refresh: true }, invoke);
  const role = roleIn(stack, 'EventsRole');
  const bucket_policy = bucketPolicyOf(stack);
  expect(refusedOf(scene.api.asked, { account_id: MAIN_ACCOUNT, role, bucket_policy })).toEqual([]);
  const written = scene.api.asked.filter(({ action }) => action === 's3:PutObject');
  expect(written.some(({ resource: arn }) => arn.includes('/backfill/'))).toBe(true);
});
