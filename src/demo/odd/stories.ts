/** What the questions are for: things that a person should look at. */
import { AIRFLOW, CLI_AGENT, JONAS, ROOT, type Caller } from '../callers';
import { at, type Period } from '../period';
import { createRandom } from '../random';
import { isWeekend } from '../rhythm';
import { call, type Trace } from '../trace';
import { select, utility } from '../work';
import { refused } from './refusals';

/** Without a partition filter, twelve times over: a month's bytes in an afternoon. */
const WITHOUT_FILTER = select(
  'web',
  480,
  0.15,
  (r) =>
    `SELECT c.page, o.channel, count(*)\nFROM web.clickstream c CROSS JOIN sales.orders o\nWHERE c.customer_id = o.customer_id AND o.store_id = ${r.integer(1, 412)}\nGROUP BY 1, 2`,
);

function* unusualDay(period: Period, seed: number): Iterable<Trace> {
  const day = [2, 3, 4].map((n) => period.ago(n)).find((d) => d !== null && !isWeekend(d));
  if (!day) return;
  const random = createRandom(`${seed} unusual`);
  for (let i = 0; i < 12; i++) {
    const ask = {
      caller: JONAS,
      work: WITHOUT_FILTER,
      at: at(day, 12.2 + i / 3),
      day,
      workgroup: 'adhoc',
    };
    yield call({ ...ask, state: i === 11 ? 'CANCELLED' : 'SUCCEEDED' }, random);
  }
}

const LOOKING_AROUND = [
  utility('SHOW_DATABASES', 'default', () => 'SHOW DATABASES'),
  utility('SHOW_TABLES', 'crm', () => 'SHOW TABLES IN crm'),
  select('crm', 4, 0.1, () => 'SELECT * FROM crm.customers LIMIT 1000'),
  select('crm', 38, 0.1, () => 'SELECT email, phone, birth_date FROM crm.customers'),
];

/** The scheduler's role, but from an address and with a program that it never used. */
const STRANGER: Caller = { ...AIRFLOW, agents: [CLI_AGENT], addresses: ['192.0.2.213'] };

function* newAddress(period: Period, seed: number): Iterable<Trace> {
  for (const days_ago of [1, 0]) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const random = createRandom(`${seed} stranger ${days_ago}`);
    for (const [i, work] of LOOKING_AROUND.entries()) {
      yield call(
        {
          caller: STRANGER,
          work,
          at: at(day, 2.6 + i / 20),
          day,
          workgroup: 'orchestration',
          state: 'SUCCEEDED',
        },
        random,
      );
    }
    const errorMessage = `User: arn:aws:sts::${STRANGER.account_id}:assumed-role/airflow-worker/i-0a1b2c3d4e5f60718 is not authorized to perform: athena:StartQueryExecution on resource: arn:aws:athena:${STRANGER.region}:${STRANGER.account_id}:workgroup/etl`;
    yield refused(STRANGER, day, 2.9, random, {
      errorCode: 'AccessDenied',
      errorMessage,
      workgroup: 'etl',
    });
  }
}

function* rootOnce(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(3);
  if (!day) return;
  const work = select('logistics', 22, 0.1, () => 'SELECT * FROM logistics.tracking LIMIT 100');
  yield call(
    { caller: ROOT, work, at: at(day, 21.4), day, workgroup: 'primary', state: 'SUCCEEDED' },
    createRandom(`${seed} root`),
  );
}

export function* stories(period: Period, seed: number): Iterable<Trace> {
  yield* unusualDay(period, seed);
  yield* newAddress(period, seed);
  yield* rootOnce(period, seed);
}
