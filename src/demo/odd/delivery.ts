/** Records that come twice, late, or twice by the caller's own doing. */
import { addDays } from '../../core/days';
import { AMARA, GLUE } from '../callers';
import { at, type Period } from '../period';
import { createRandom } from '../random';
import { eventTime } from '../record';
import { call, type Delivery, type Trace } from '../trace';
import { select } from '../work';

const WEEKLY = select(
  'marts',
  5,
  0.5,
  (r) =>
    `SELECT week, sum(revenue) FROM marts.fct_order_lines WHERE store_id = ${r.integer(1, 412)} GROUP BY week`,
);
const HOUR_MS = 3_600_000;
const LATE = {
  reason: 'DELIVERY_DELAY',
  updatedFields: '',
  originalRequestID: '',
  originalEventID: '',
};

/** The same event once more, hours after the first. */
const again = (first: Delivery, hours: number): Delivery => ({
  ...first,
  record: hours < 24 ? first.record : { ...first.record, addendum: LATE },
  at: first.at + hours * HOUR_MS,
});

/** [days ago, hours until the event comes again] */
const REDELIVERED = [
  [13, 0.75],
  [6, 0.75],
  [12, 24],
  [5, 24],
  [13, 9 * 24],
  [11, 9 * 24],
  [10, 9 * 24],
] as const;

function* redelivered(period: Period, seed: number): Iterable<Trace> {
  for (const [days_ago, hours] of REDELIVERED) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const ask = { caller: AMARA, work: WEEKLY, at: at(day, 9.2), day, workgroup: 'analytics' };
    const trace = call(ask, createRandom(`${seed} redelivered ${days_ago} ${hours}`));
    const [first] = trace.deliveries;
    yield { ...trace, deliveries: [first, again(first, hours)] };
  }
}

/** The first delivery of all comes three days late. */
function* late(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(4);
  if (!day) return;
  const trace = call(
    { caller: AMARA, work: WEEKLY, at: at(day, 15), day, workgroup: 'analytics' },
    createRandom(`${seed} late`),
  );
  yield { ...trace, deliveries: [again(trace.deliveries[0], 72)] };
}

/** A time-out made the client call again with the same token: two events, one query. */
function* retried(period: Period, seed: number): Iterable<Trace> {
  for (const days_ago of [8, 1, 0]) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const random = createRandom(`${seed} retried ${days_ago}`);
    const ask = { caller: GLUE, work: WEEKLY, at: at(day, 4.3), day, workgroup: 'etl' };
    const trace = call(ask, random);
    const [first] = trace.deliveries;
    const record = {
      ...first.record,
      eventTime: eventTime(ask.at + 6_000),
      eventID: random.uuid(),
      requestID: random.uuid(),
    };
    yield { ...trace, deliveries: [first, { ...first, record }] };
  }
}

/** For one day the collector ran by the hour as well as by the day: every file of it is doubled. */
function* doubled(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(4);
  if (!day) return;
  for (let i = 0; i < 12; i++) {
    const trace = call(
      { caller: GLUE, work: WEEKLY, at: at(day, 10 + i / 6), day, workgroup: 'etl' },
      createRandom(`${seed} doubled ${i}`),
    );
    const hour = trace.row.submitted_at?.slice(11, 13) ?? '';
    const collected_at = `${addDays(day, 1)}T00:10:00.000Z`;
    yield {
      ...trace,
      collected: [{ row: { ...trace.row, collected_at }, day, window: `${day}T${hour}` }],
    };
  }
}

export function* deliveries(period: Period, seed: number): Iterable<Trace> {
  yield* redelivered(period, seed);
  yield* late(period, seed);
  yield* retried(period, seed);
  yield* doubled(period, seed);
}
