/** Calls at midnight: three clocks (Athena's, the trail's, the delivery's), three days. */
import { AMARA, JONAS } from '../callers';
import { at, type Period } from '../period';
import { createRandom } from '../random';
import { eventTime } from '../record';
import { call, type Trace } from '../trace';
import { select } from '../work';

const MIDNIGHT_REPORT = select(
  'marts',
  0.3,
  0.2,
  (_, day) => `SELECT count(*) AS orders_until_midnight FROM sales.orders WHERE dt = '${day}'`,
);

/** [days ago, caller, Athena's clock, the trail's clock], in seconds from the end of the day. */
const CLOCKS = [
  /** 23:59:59.9, delivered in the next day's folder. */
  [12, AMARA, -0.1, -0.1],
  [1, AMARA, -0.1, -0.1],
  [0, AMARA, -0.1, -0.1],
  /** Athena says the day, the trail the next. */
  [11, JONAS, -0.05, 0.4],
  [3, JONAS, -0.05, 0.4],
  /** The trail says the day, Athena the next. */
  [10, JONAS, 0.12, -0.6],
  [4, JONAS, 0.12, -0.6],
] as const;

export function* midnight(period: Period, seed: number): Iterable<Trace> {
  for (const [days_ago, caller, athena_s, trail_s] of CLOCKS) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const random = createRandom(`${seed} midnight ${days_ago}`);
    const end = at(day, 24);
    const trace = call(
      {
        caller,
        work: MIDNIGHT_REPORT,
        at: end + athena_s * 1_000,
        day,
        workgroup: 'analytics',
        state: 'SUCCEEDED',
      },
      random,
    );
    const [{ record, ...delivery }] = trace.deliveries;
    const heard = { ...record, eventTime: eventTime(end + trail_s * 1_000) };
    yield {
      ...trace,
      deliveries: [{ ...delivery, record: heard, at: end + random.integer(120, 400) * 1_000 }],
    };
  }
}
