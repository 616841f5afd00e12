/** HistoryBackfillStateMachine around the built bundle: hours, quota, deadlines, failures, ranges. */
import { gunzipSync } from 'node:zlib';
import { systemClock } from '../../src/core/clock';
import { addDays, dayOf, dayRange } from '../../src/core/days';
import { evenly } from '../history/collecting';
import { evenly as calledEvenly } from '../lookup/looking-up';
import { listedWorld } from '../memory/world';
import { refusedOf } from '../permissions/refused';
import {
  ACCOUNT,
  bucketPolicyOf,
  mainStack,
  REGION,
  regionalStack,
  roleIn,
} from '../permissions/stacks';
import { execute, type Execution, type Invoke } from './machine';
import { regionalScene } from './regional-scene';

const stack = regionalStack();
const machine = stack['HistoryBackfillStateMachine']!;
const withoutLookup = regionalStack({ parameters: { LookupEvents: 'false' } })[
  'HistoryBackfillStateMachine'
]!;
const today = dayOf(systemClock.now());
const TO = addDays(today, -2);
const FROM = addDays(today, -3);
const DAYS = dayRange(FROM, TO);
const RANGE = { from: FROM, to: TO };
const QUERIES = 64;
/** Calls in CloudTrail's event history: spread over the days, and more than a page of them in one hour. */
const SPREAD = 96;
const BUSY = 120;
const CALLS = SPREAD + BUSY;

const queries = listedWorld({
  primary: evenly('primary', QUERIES, `${FROM}T00:00:00Z`, `${today}T00:00:00Z`),
});
const scene = regionalScene(stack, {
  queries,
  events: [
    ...calledEvenly(SPREAD, `${FROM}T00:00:00Z`, `${addDays(TO, 1)}T00:00:00Z`),
    ...calledEvenly(BUSY, `${TO}T07:00:00Z`, `${TO}T08:00:00Z`),
  ],
});
const { lake, invoke } = scene;

type Call = Record<string, unknown>;
const payloads = ({ calls }: Execution): Call[] => calls.map(({ Payload }) => Payload as Call);
const hoursOf = (run: Execution): string[] =>
  payloads(run)
    .filter((call) => 'hour' in call)
    .map(({ day, hour }) => `${String(day)} ${String(hour)}`);
const HOURS = DAYS.flatMap((day) => Array.from({ length: 24 }, (_, hour) => `${day} ${hour}`));

/** A plan of three hours a day: the quota is kept in real time, half a second for each. */
const SOME = [6, 7, 8];
async function briefly(payload: unknown): Promise<unknown> {
  const answer = await invoke(payload);
  if (!('backfill' in (payload as Call))) return answer;
  const plan = answer as { lookups: { day: string }[] };
  return { ...plan, lookups: plan.lookups.map(({ day }) => ({ day, hours: SOME })) };
}

const idsBelow = (prefix: string): string[] =>
  [...lake]
    .filter(([key]) => key.startsWith(prefix))
    .flatMap(([, body]) => {
      const text = gunzipSync(body).toString('utf8');
      return [...text.matchAll(/"(?:eventID|query_execution_id)":"([^"]+)"/g)].map(([, id]) => id!);
    });

test('the history in one listing, then every hour of every day, oldest first, one at a time', async () => {
  let running = 0;
  let most = 0;
  const watched: Invoke = async (payload) => {
    most = Math.max(most, ++running);
    return invoke(payload).finally(() => --running);
  };
  const began = Date.now();
  const run = await execute(machine, RANGE, watched);
  expect(run.error).toBeUndefined();
  expect(hoursOf(run)).toEqual(HOURS);
  expect(most).toBe(1);
  // Two requests a second are the quota; nothing that a run has to itself counts from anew.
  expect((Date.now() - began) / 1000).toBeGreaterThan(HOURS.length / 2);
  expect(run.output).toMatchObject({ done: true, ...RANGE, notes: [] });
  const { lookups } = run.output as { lookups: { records: number; hours: number }[] };
  expect(lookups.map(({ hours }) => hours)).toEqual([24, 24]);
  expect(lookups.reduce((sum, { records }) => sum + records, 0)).toBe(CALLS);
  expect(new Set(idsBelow('trail/')).size).toBe(CALLS);
  const of_range = queries.ids('primary', 0, QUERIES)!.filter((id) => {
    const { submitted_at } = queries.find(id)!;
    return submitted_at! >= FROM && submitted_at! < addDays(TO, 1);
  });
  expect(new Set(idsBelow('history/'))).toEqual(new Set(of_range));
  const records = [...lake.keys()].filter((key) => key.includes('/job=lookup/'));
  expect(records).toHaveLength(HOURS.length);
});

test('near the deadline an hour goes on by its cursor', async () => {
  scene.lambda.remaining_ms = 10_000;
  const run = await execute(machine, { from: TO, to: TO }, briefly);
  // Two of each hour of those that are spread.
  const records = BUSY + SOME.length * 2;
  expect(run.output).toMatchObject({ done: true, lookups: [{ day: TO, hours: 3, records }] });
  const again = payloads(run).filter(({ cursor }) => cursor !== undefined);
  const of_lookup = again.filter(({ cursor }) => (cursor as Call)['source'] === 'lookup');
  expect(of_lookup.length).toBeGreaterThan(0);
  expect(new Set(again.map((call) => Object.keys(call).join()))).toEqual(new Set(['cursor']));
  expect(new Set(idsBelow('trail/')).size).toBe(records);
});

test('an hour that fails leaves the others be; the run fails and says which and why', async () => {
  const invoke: Invoke = (payload) => {
    const { day, hour } = payload as Call;
    return day === FROM && hour === 7
      ? Promise.reject(Object.assign(new Error('denied'), { name: 'AwsCallFailed' }))
      : briefly(payload);
  };
  const run = await execute(machine, RANGE, invoke);
  expect(run.error?.name).toBe('JobIncomplete');
  expect(run.error?.cause).toContain(`${FROM} hours 7: AwsCallFailed`);
  const asked = DAYS.flatMap((day) => SOME.map((hour) => `${day} ${hour}`));
  expect(new Set(hoursOf(run))).toEqual(new Set(asked));
});

test('the words of a failed hour are those of its record', async () => {
  const where = `account_id=${ACCOUNT}/region=${REGION}`;
  const run = '20260302T011500Z-1f2e3d4c';
  const key = `ledger/day=2026-03-01/job=lookup/${where}/${run}-h7.json`;
  lake.set(key, Buffer.from(JSON.stringify({ outcome: 'failed', message: 'LookupEvents failed' })));
  const hours = [
    { hour: 6, outcome: 'done', records: 3 },
    { hour: 7, outcome: 'failed', error: 'AwsCallFailed' },
  ];
  const days = { from: '2026-03-01', to: '2026-03-01', notes: [], history: [] };
  const collected = { run, ...days, lookups: [{ day: '2026-03-01', hours }] };
  await expect(invoke({ collected })).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: expect.stringContaining('2026-03-01 hours 7: LookupEvents failed') as string,
  });
});

test('a history that fails does not keep who asked from being collected', async () => {
  const invoke: Invoke = (payload) =>
    'backfill' in (payload as Call) ||
    'hour' in (payload as Call) ||
    'collected' in (payload as Call)
      ? briefly(payload)
      : Promise.reject(Object.assign(new Error('Athena is away'), { name: 'AwsCallFailed' }));
  const run = await execute(machine, { from: TO, to: TO }, invoke);
  expect(run.error?.cause).toContain('Athena is away');
  expect(hoursOf(run)).toHaveLength(SOME.length);
});

test('days that only CloudTrail remembers are looked up, and it is said what Athena has', async () => {
  const answer = await invoke({
    backfill: { from: addDays(today, -60), to: addDays(today, -40) },
    lookup: 'true',
  });
  expect(answer).toMatchObject({
    history: [{ from: addDays(today, -45), to: addDays(today, -40) }],
    notes: [expect.stringContaining(`has ${addDays(today, -45)} to ${addDays(today, -40)}`)],
  });
  expect((answer as { lookups: object[] }).lookups).toHaveLength(21);
  const older = {
    backfill: { from: addDays(today, -60), to: addDays(today, -50) },
    lookup: 'true',
  };
  expect(await invoke(older)).toMatchObject({ history: [] });
});

test.each([
  [
    machine,
    91,
    89,
    [
      `CloudTrail keeps 90 days and has ${addDays(today, -90)} to`,
      'Athena keeps 45 days and has none of these days',
      `Begin at ${addDays(today, -90)} or later`,
    ],
  ],
  [
    withoutLookup,
    46,
    40,
    [
      `Athena keeps 45 days and has ${addDays(today, -45)} to ${addDays(today, -40)}`,
      `Begin at ${addDays(today, -45)}`,
    ],
  ],
  [withoutLookup, 80, 60, ['has none of these days']],
] as const)(
  'a range that is too old is refused, and says which part can be had (%#)',
  async (of, from, to, words) => {
    const input = { from: addDays(today, -from), to: addDays(today, -to) };
    const run = await execute(of, input, invoke);
    expect(run.calls).toHaveLength(1);
    expect(run.error?.name).toBe('InvalidInput');
    for (const word of words) expect(run.error?.cause).toContain(word);
  },
);

test.each([
  [{}, 'from: '],
  [{ from: TO, to: FROM }, 'is before from'],
  [{ from: TO, to: addDays(today, 2) }, 'is in the future'],
  [{ ...RANGE, hour: 3 }, 'hour'],
])('%j is refused before anything runs', async (input, words) => {
  const run = await execute(machine, input, invoke);
  expect(run.calls).toHaveLength(1);
  expect(run.error?.cause).toContain(words);
});

test('without LookupEvents it is the history alone', async () => {
  const run = await execute(withoutLookup, RANGE, invoke);
  expect(run.output).toMatchObject({ done: true, lookups: [] });
  expect(run.calls).toHaveLength(3);
});

test('everything that it asked of AWS is allowed by the role and the bucket', async () => {
  scene.api.asked.length = 0;
  await execute(machine, { from: TO, to: TO }, briefly);
  await invoke({
    collected: {
      run: '20260302T011500Z-1f2e3d4c',
      from: TO,
      to: TO,
      notes: [],
      history: [],
      lookups: [{ day: TO, hours: [{ hour: 1, outcome: 'failed', error: 'x' }] }],
    },
  }).catch(() => undefined);
  const role = roleIn(stack, 'HistoryRole');
  const bucket_policy = bucketPolicyOf(mainStack());
  expect(refusedOf(scene.api.asked, { account_id: ACCOUNT, role, bucket_policy })).toEqual([]);
  const read = scene.api.asked.filter(({ action }) => action === 's3:GetObject');
  expect(read.some(({ resource: arn }) => arn.includes('job=lookup'))).toBe(true);
});
