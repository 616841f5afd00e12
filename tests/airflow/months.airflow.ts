/** examples/airflow on a real Airflow: the months of cloudtrail_events. */
import { constantFrom, integer, record, sample, tuple } from 'fast-check';
import { auditStatement } from '../../src/compact/compact-month';
import { deliveredDaysOf, insertStatements } from '../../src/compact/delivered-days';
import { judgeMonth } from '../../src/compact/judge';
import { AuditFailed } from '../../src/core/errors';
import { type Answer, askAirflow, type Asked } from './airflow';

const RUN = '20280302T033000Z-1f2e3d4c';
const CHUNK = {
  delivered_day: '2028-03-01',
  account_ids: ['111122223333', '444455556666'],
  regions: ['eu-west-1', 'us-east-1'],
};
const SOURCES = CHUNK.account_ids.flatMap((account_id) =>
  CHUNK.regions.map((region) => ({ account_id, region })),
);
/** Of 28 to 31 days, and the last of a year. */
const MONTHS = { '2028-02': '2028-02-29', '2027-02': '2027-02-28', '2026-12': '2026-12-31' };

const asked = (task: string, day: string, last_day: string): Asked => ({
  dag: 'athena_ledger_months',
  task: `cloudtrail_events.${task}`,
  params: { chunk: CHUNK },
  map_index: task === 'insert' ? 7 : -1,
  xcoms: {
    'cloudtrail_events.begin/return_value': {
      ...{ table: 'cloudtrail_events', day, run: RUN, first_day: `${day}-01`, last_day },
    },
  },
});
const SENSOR: Asked = {
  dag: 'athena_ledger_months',
  task: 'trail_delivered',
  xcoms: { 'month/return_value': '2024-02' },
};
const months = Object.entries(MONTHS);
const renders = [
  ...months.map(([month, last]) => asked('insert', month, last)),
  ...months.map(([month, last]) => asked('audit', month, last)),
  SENSOR,
];

const few = integer({ min: 0, max: 2 });
const DELIVERED = ['2027-02-01', '2027-02-02'];
const MADE_UP = sample(
  record({
    doubled: constantFrom(0, 0, 1),
    published: integer({ min: 0, max: 5 }),
    days: tuple(
      ...DELIVERED.map(() => record({ rows: few, unidentified: few, unreadable: few, lost: few })),
    ),
    unknown: constantFrom(false, false, true),
    force: constantFrom(true, false),
  }),
  { seed: 6, numRuns: 400 },
);
type MadeUp = (typeof MADE_UP)[number];

const foundOf = ({ doubled, published, days }: MadeUp) =>
  days.map((day, i) => ({
    rows_doubled: doubled,
    rows_published: published,
    delivered_day: DELIVERED[i] ?? '',
    rows_staged: day.rows,
    unidentified: day.unidentified,
    unreadable: day.unreadable,
  }));
/** Mostly as many as there are, else one less or more. */
const writtenOf = ({ days, unknown }: MadeUp): (number | null)[] =>
  days.map(({ rows, lost }, i) => (unknown && i === 0 ? null : rows + (lost === 2 ? 1 : -lost)));

function ourVerdict(one: MadeUp): string | object {
  const written = writtenOf(one).map((rows_written, i) => ({
    delivered_day: DELIVERED[i] ?? '',
    rows_written,
    files_skipped: 0,
    sources: ['111122223333/eu-west-1'],
  }));
  try {
    return judgeMonth(foundOf(one), written, '2027-02', one.force);
  } catch (error) {
    if (error instanceof AuditFailed) return error.message;
    throw error;
  }
}

/** Before it is over, the day after, late, and a year later. */
const DAYS_ASKED = ['2027-02-15', '2027-02-28', '2027-03-01', '2027-03-02', '2028-03-01'].flatMap(
  (today) => [0, 1, 31].map((late_days) => ['2027-02', late_days, today] as const),
);

let answer: Answer;
beforeAll(() => {
  answer = askAirflow({
    renders,
    days: DAYS_ASKED,
    judges: MADE_UP.map((one) => {
      const written = Object.fromEntries(
        writtenOf(one).map((rows, i) => [DELIVERED[i] ?? '', rows] as const),
      );
      return ['cloudtrail_events', foundOf(one), written, one.force] as const;
    }),
  });
});

test('the tasks of a month, each followed by what waits for it', () => {
  expect(answer.errors).toEqual({});
  const tasks = Object.entries(answer.dags['athena_ledger_months'] ?? {});
  expect(Object.fromEntries(tasks.map(([id, { downstream }]) => [id, downstream]))).toEqual({
    month: ['cloudtrail_events.begin', 'trail_delivered'],
    trail_delivered: ['cloudtrail_events.begin'],
    'cloudtrail_events.begin': ['cloudtrail_events.chunks_of'],
    'cloudtrail_events.chunks_of': ['cloudtrail_events.insert'],
    'cloudtrail_events.insert': ['cloudtrail_events.audit', 'cloudtrail_events.publish'],
    'cloudtrail_events.audit': ['cloudtrail_events.publish'],
    'cloudtrail_events.publish': [],
  });
  const { operator, mapped } = answer.dags['athena_ledger_months']!['cloudtrail_events.insert']!;
  expect([operator, mapped]).toEqual(['AthenaOperator', true]);
});

test('it reads the delivered days that we read', () => {
  const ours = DAYS_ASKED.map(([month, late_days, today]) =>
    deliveredDaysOf(month, late_days, new Date(`${today}T03:30:00Z`)),
  );
  expect(answer.days).toEqual(ours);
});

test('its statements are ours, byte for byte', () => {
  const texts = answer.renders.map(({ query }) => query);
  const inserts = months.map(([month]) => {
    const { delivered_day } = CHUNK;
    return insertStatements(SOURCES, { month, run: RUN, delivered_day })[0]?.trimEnd();
  });
  const audits = months.map(([month]) => auditStatement(month, RUN).trimEnd());
  expect(texts.slice(0, -1)).toEqual([...inserts, ...audits]);
});

test('it waits until the trail is through with the month', () => {
  expect(answer.renders.at(-1)?.['bucket_key']).toMatch(
    /\/CloudTrail\/eu-west-1\/2024\/03\/01\/\*$/,
  );
});

test('a run is judged as our own code judges it', () => {
  const ours = MADE_UP.map(ourVerdict);
  const refused = ours.filter((one) => typeof one === 'string');
  expect(refused.length).toBeGreaterThan(100);
  expect(refused.length).toBeLessThan(350);
  const theirs = answer.judges.map(([wrong, counts]) =>
    wrong.length === 0
      ? { ...counts, files_skipped: 0 }
      : `cloudtrail_events 2027-02: ${wrong.join('; ')}. Nothing was published; run it again.`,
  );
  expect(theirs).toEqual(ours);
});
