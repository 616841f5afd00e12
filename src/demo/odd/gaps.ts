/** What one side does not know: history gone, trail absent, records that say too little. */
import { AMARA, CAMPAIGN_SCRIPT, SCIENTISTS } from '../callers';
import { BRASIL, MARKETING } from '../organization';
import { at, type Period } from '../period';
import { createRandom } from '../random';
import { record, type TrailRecord } from '../record';
import { call, delivered, type Delivery, type Trace } from '../trace';
import { select } from '../work';

const PROTOTYPE = select(
  'features',
  2,
  1,
  (r) => `SELECT * FROM features.prototype_${r.integer(1, 5)}`,
);
const WIDE = select(
  'web',
  8,
  0.5,
  (_, day) => `SELECT * FROM web.clickstream WHERE dt = '${day}' LIMIT 1000`,
);

/** History goes at once when its workgroup is deleted: what ran that day stands in the trail only. */
function* deletedWorkgroup(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(6);
  if (!day) return;
  for (const caller of SCIENTISTS) {
    const random = createRandom(`${seed} hackathon ${caller.user}`);
    for (let i = 0; i < 4; i++) {
      const ask = {
        caller,
        work: PROTOTYPE,
        at: at(day, 13 + i + random.next()),
        day,
        workgroup: 'hackathon',
      };
      yield { ...call(ask, random), row: null };
    }
  }
}

/** Bends one record of an otherwise ordinary call. */
const BENT: readonly (readonly [
  name: string,
  days_ago: number,
  (r: TrailRecord) => TrailRecord,
])[] = [
  /** CloudTrail leaves out requests and responses above 100 KB: neither id nor error. */
  ['unidentified', 7, (r) => ({ ...r, requestParameters: null, responseElements: null })],
  ['unidentified', 1, (r) => ({ ...r, requestParameters: null, responseElements: null })],
  ['unreadable', 6, (r) => ({ ...r, eventTime: `${r.eventTime.slice(0, 11)}25:61:00Z` })],
  ['unreadable', 0, (r) => ({ ...r, eventTime: 'unknown' })],
];

function* bentRecords(period: Period, seed: number): Iterable<Trace> {
  for (const [name, days_ago, bend] of BENT) {
    const day = period.ago(days_ago);
    if (!day) continue;
    const ask = { caller: AMARA, work: WIDE, at: at(day, 11.3), day, workgroup: 'analytics' };
    const trace = call(ask, createRandom(`${seed} ${name} ${days_ago}`));
    yield { ...trace, deliveries: trace.deliveries.map((d) => ({ ...d, record: bend(d.record) })) };
  }
}

/** Somebody switches the trail of the marketing account off for two hours, nine days ago. */
const TRAIL_OFF = { days_ago: 9, from: 18, to: 20, account_id: MARKETING };

/** True for a record that no trail heard. */
export function unheard(period: Period, { record: { eventTime }, account_id }: Delivery): boolean {
  const day = period.ago(TRAIL_OFF.days_ago);
  const called_at = Date.parse(eventTime);
  return (
    day !== null &&
    account_id === TRAIL_OFF.account_id &&
    called_at > at(day, TRAIL_OFF.from) &&
    called_at < at(day, TRAIL_OFF.to)
  );
}

function* switchedOff(period: Period, seed: number): Iterable<Trace> {
  const day = period.ago(TRAIL_OFF.days_ago);
  if (!day) return;
  const caller = CAMPAIGN_SCRIPT;
  const random = createRandom(`${seed} trail off`);
  for (const [eventName, hour] of [
    ['StopLogging', TRAIL_OFF.from],
    ['StartLogging', TRAIL_OFF.to],
  ] as const) {
    const what = { eventSource: 'cloudtrail.amazonaws.com', eventName, readOnly: false };
    yield {
      row: null,
      deliveries: [delivered(record(caller, at(day, hour), what, random), at(day, hour), random)],
    };
  }
  for (const hour of [18.2, 18.7, 19.4, 19.8]) {
    yield call({ caller, work: PROTOTYPE, at: at(day, hour), day, workgroup: 'campaigns' }, random);
  }
}

/** One night the collector of São Paulo failed; Athena keeps history 45 days, so it can be made up. */
export const COLLECTION_FAILED = {
  days_ago: 4,
  account_id: BRASIL,
  region: 'sa-east-1',
  message:
    'AccessDenied: athena:ListQueryExecutions was denied to ledger-history; allow it and collect this day again.',
};

export function* gaps(period: Period, seed: number): Iterable<Trace> {
  yield* deletedWorkgroup(period, seed);
  yield* bentRecords(period, seed);
  yield* switchedOff(period, seed);
}
