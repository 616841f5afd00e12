/** Calls that Athena refused: no query, one event each. */
import { CALLERS, JONAS, type Caller } from '../callers';
import { at, type Period } from '../period';
import { createRandom, type Random } from '../random';
import type { TrailRecord } from '../record';
import { isWeekend } from '../rhythm';
import { call, delivered, type Trace } from '../trace';

type Refusal = Pick<TrailRecord, 'errorCode' | 'errorMessage'> & {
  bare?: true;
  workgroup?: string;
};

const arnOf = (caller: Caller, random: Random): string => {
  const { arn } = caller.identity(random);
  return typeof arn === 'string'
    ? arn
    : `arn:aws:sts::${caller.account_id}:assumed-role/unknown/unknown`;
};

/** The call names the workgroup that is denied. */
const denied = (caller: Caller, workgroup: string, random: Random): Refusal => ({
  workgroup,
  errorCode: 'AccessDenied',
  errorMessage:
    `User: ${arnOf(caller, random)} is not authorized to perform: athena:StartQueryExecution on resource: ` +
    `arn:aws:athena:${caller.region}:${caller.account_id}:workgroup/${workgroup} because no identity-based policy allows the athena:StartQueryExecution action`,
});

/** The request was no request: CloudTrail has no parameters of it. */
const invalid = (errorMessage: string): Refusal => ({
  bare: true,
  errorCode: 'InvalidRequestException',
  errorMessage,
});
const throttled: Refusal = {
  errorCode: 'TooManyRequestsException',
  errorMessage: 'You have exceeded the limit for the number of queries you can run concurrently.',
};

export function refused(
  caller: Caller,
  day: string,
  hour: number,
  random: Random,
  refusal: Refusal,
): Trace {
  const { bare, workgroup, ...error } = refusal;
  const [work] = caller.work;
  if (!work) return { row: null, deliveries: [] };
  const ask = {
    caller,
    work,
    at: at(day, hour),
    day,
    workgroup: workgroup ?? caller.workgroups[0] ?? null,
  };
  const [{ record }] = call(ask, random).deliveries;
  const answer: TrailRecord = {
    ...record,
    ...error,
    responseElements: null,
    ...(bare ? { requestParameters: null } : {}),
  };
  return { row: null, deliveries: [delivered(answer, ask.at, random)] };
}

interface Habit {
  user: string;
  /** At most so often a day, about this hour. */
  times: number;
  hour: number;
  refusal: (caller: Caller, random: Random) => Refusal;
}

/** What Athena says no to, day after day. */
const HABITS: readonly Habit[] = [
  {
    user: 'amara.okafor@example.com',
    times: 1,
    hour: 9,
    refusal: (c, r) => denied(c, 'reporting', r),
  },
  {
    user: 'nadia.haddad',
    times: 2,
    hour: 17,
    refusal: () => invalid('WorkGroup campagins is not found.'),
  },
  {
    user: 'priya.raman@example.com',
    times: 1,
    hour: 14,
    refusal: () => invalid('line 1:1: Only one sql statement is allowed. Got: SELECT 1; SELECT 2'),
  },
  { user: 'dbt-prod-task', times: 3, hour: 13, refusal: () => throttled },
  { user: 'store-terminal', times: 1, hour: 11, refusal: (c, r) => denied(c, 'bi', r) },
];

function* habit({ user, times, hour, refusal }: Habit, day: string, seed: number): Iterable<Trace> {
  const caller = CALLERS.find((c) => c.user === user);
  if (!caller || (isWeekend(day) && caller.weekends < 3)) return;
  const random = createRandom(`${seed} refused ${user} ${day}`);
  for (let i = random.integer(0, times); i > 0; i--) {
    yield refused(caller, day, hour + random.next() / 2, random, refusal(caller, random));
  }
}

export function* refusals(period: Period, seed: number): Iterable<Trace> {
  for (const day of period.days) for (const each of HABITS) yield* habit(each, day, seed);
  const random = createRandom(`${seed} refused`);
  yield refused(JONAS, period.last_day, 10, random, denied(JONAS, 'bi', random));
  yield refused(
    JONAS,
    period.last_day,
    10.1,
    random,
    invalid('Queries of this type are not supported'),
  );
}
