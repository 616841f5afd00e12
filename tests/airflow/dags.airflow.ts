/** examples/airflow on a real Airflow: its tasks, its statements, its judge. */
import { sample, constantFrom, integer, record } from 'fast-check';
import { AuditFailed } from '../../src/core/errors';
import { judgeEvents } from '../../src/events/audit';
import { auditStatement as eventsAudit, insertStatement } from '../../src/events/build-events';
import { lateDaysStatement } from '../../src/events/late-days';
import { LIST_PRICES } from '../../src/events/prices';
import { judgeSubmissions } from '../../src/submissions/build-submissions';
import {
  auditStatement as submissionsAudit,
  insertStatements,
} from '../../src/submissions/statements';
import { type Answer, askAirflow, type Asked, VARIABLE } from './airflow';

const RUN = '20280301T011500Z-1f2e3d4c';
/** The ends of months and years, leap years among them, and a day like others. */
const DAYS = ['2028-02-29', '2028-03-01', '2026-12-31', '2027-01-01', '2026-07-15'];
const SOURCES = [
  { account_id: '111122223333', region: 'eu-west-1' },
  { account_id: '111122223333', region: 'us-east-1' },
  { account_id: '444455556666', region: 'eu-west-1' },
];
const CHUNK = {
  account_ids: ['111122223333', '444455556666'],
  regions: ['eu-west-1', 'us-east-1'],
};

type Group = 'submissions' | 'events';

/** A task of a group, after the tasks before it have left what they leave. */
const asked = (group: Group, name: string, day: string, chunks: object[] = [CHUNK]): Asked => ({
  task: `${group}.${name}`,
  xcoms: {
    [`${group}.begin/return_value`]: { table: group, day, run: RUN, chunks },
    [`${group}.insert/run`]: name === 'insert' ? null : `${RUN}-2`,
  },
  try_number: name === 'insert' ? 2 : 1,
  map_index: group === 'events' ? 0 : -1,
});

/** A task, and what our own code sends for the same day in the same run. */
const STATEMENTS: readonly [group: Group, task: string, ours: (day: string) => string][] = [
  ['submissions', 'insert', (day) => insertStatements(SOURCES, day, `${RUN}-2`)[0] ?? ''],
  ['submissions', 'audit', (day) => submissionsAudit(day, `${RUN}-2`)],
  ['submissions', 'late_days', (day) => lateDaysStatement([day])],
  ['events', 'insert', (day) => insertStatement(day, `${RUN}-2`, LIST_PRICES)],
  ['events', 'audit', (day) => eventsAudit(day, `${RUN}-2`)],
];

const few = integer({ min: 0, max: 2 });
const COUNTS = {
  events: record({
    ...{ rows_staged: few, rows_doubled: few, history_missing: few, submissions_missing: few },
    ...{ matched: few, history_only: few, trail_only: few, rejected: few, running: few },
    ...{ history_rows: few, submissions: few, unidentified: few, unreadable: few },
    ...{ rows_published: few, history_published: few, submissions_published: few },
  }),
  submissions: record({
    ...{ rows_staged: few, duplicates: few, accepted: few, refused: few },
    ...{ unidentified: few, unreadable: few, rows_published: few },
  }),
};
const judged = (table: Group) =>
  sample(record({ found: COUNTS[table], written: few, force: constantFrom(true, false) }), {
    seed: 6,
    numRuns: 400,
  }).map((one, i): Judged => [table, one.found, i % 5 === 0 ? null : one.written, one.force]);
type Judged = readonly [Group, Record<string, number>, number | null, boolean];
/** Faultless runs are rare among those made up. */
const JUDGED: Judged[] = [...judged('events'), ...judged('submissions')].flatMap((one) => {
  const [table, found, , force] = one;
  const none = { rows_doubled: 0, history_missing: 0, submissions_missing: 0 };
  const sound = table === 'events' ? { ...found, ...none } : found;
  return [one, [table, sound, found['rows_staged'] ?? 0, force]];
});

const FIELDS: Asked[] = [
  { task: 'collect', params: { collect: true }, xcoms: { 'day/return_value': '2026-07-31' } },
  { task: 'collect', params: { collect: false }, xcoms: { 'day/return_value': '2026-07-31' } },
  { task: 'trail_delivered', xcoms: { 'day/return_value': '2026-07-31' } },
  { task: 'history_of_all', xcoms: { 'day/return_value': '2026-07-31' } },
  { task: 'published', xcoms: { 'day/return_value': '2026-07-31' } },
];

const MANY = asked('submissions', 'insert', '2026-07-15', [
  CHUNK,
  { ...CHUNK, regions: ['x-y-1'] },
]);
const NONE = asked('submissions', 'insert', '2026-07-15', []);

let answer: Answer;
const renders: Asked[] = [
  ...STATEMENTS.flatMap(([group, task]) => DAYS.map((day) => asked(group, task, day))),
  ...FIELDS,
  MANY,
  NONE,
];
const rendered = (one: Asked | undefined): Record<string, string> =>
  answer.renders[renders.indexOf(one!)] ?? {};
beforeAll(() => {
  answer = askAirflow({ renders, judges: JUDGED });
});

test('Airflow parses the folder without an error', () => {
  expect(answer.errors).toEqual({});
  expect(Object.keys(answer.dags)).toContain('athena_ledger');
});

test('the tasks of a day, each followed by what waits for it', () => {
  const tasks = Object.entries(answer.dags['athena_ledger'] ?? {});
  expect(Object.fromEntries(tasks.map(([id, { downstream }]) => [id, downstream]))).toEqual({
    day: ['collect', 'days', 'submissions.begin', 'trail_delivered'],
    collect: ['history_of_all'],
    history_of_all: ['events.begin'],
    trail_delivered: ['submissions.begin'],
    'submissions.begin': ['submissions.insert'],
    'submissions.insert': ['submissions.audit'],
    'submissions.audit': ['submissions.publish'],
    'submissions.publish': ['submissions.late_days'],
    'submissions.late_days': ['days'],
    days: ['events.begin'],
    'events.begin': ['events.insert'],
    'events.insert': ['events.audit'],
    'events.audit': ['events.publish'],
    'events.publish': ['published'],
    published: ['sweep'],
    sweep: [],
  });
});

test('statements run by AthenaOperator, waiting is done by the provider’s sensors; events day by day', () => {
  const { athena_ledger: tasks = {} } = answer.dags;
  const of = (operator: string): string[] =>
    Object.keys(tasks).filter((id) => tasks[id]?.operator === operator);
  expect(of('AthenaOperator').sort()).toEqual(
    STATEMENTS.map(([group, task]) => `${group}.${task}`).sort(),
  );
  expect(of('S3KeySensor').sort()).toEqual(['history_of_all', 'trail_delivered']);
  expect(of('GlueCatalogPartitionSensor')).toEqual(['published']);
  const mapped = Object.keys(tasks).filter((id) => tasks[id]?.mapped === true);
  expect(mapped.sort()).toEqual(['audit', 'begin', 'insert', 'publish'].map((t) => `events.${t}`));
});

test.each(STATEMENTS)('the statement of %s.%s is ours, byte for byte', (group, task, ours) => {
  for (const day of DAYS) {
    const at = renders.findIndex((one) => one.task === `${group}.${task}`) + DAYS.indexOf(day);
    const { query, database, workgroup } = rendered(renders[at]);
    expect(query).toBe(ours(day).trimEnd());
    expect([database, workgroup]).toEqual([VARIABLE.database, VARIABLE.workgroup]);
  }
});

test('more accounts than a statement takes are several statements, in one task; none are none', () => {
  const parts = (rendered(MANY)['query'] ?? '').split('\n;\n');
  expect(parts.map((one) => /region IN \(([^)]*)\)/.exec(one)?.[1])).toEqual([
    "'eu-west-1', 'us-east-1'",
    "'x-y-1'",
  ]);
  expect(parts.every((one) => one.startsWith('-- ') && one.includes('INSERT INTO'))).toBe(true);
  expect(rendered(NONE)['query']).toBe('');
});

test('what is collected, and what is waited for', () => {
  const [on, off, trail, history, published] = FIELDS.map(rendered);
  expect(on?.['bash_command']).toBe(
    'athena-ledger collect --lake s3://ledger-bucket --from 2026-07-31 --to 2026-07-31 --regions eu-west-1',
  );
  expect(off?.['bash_command']).toBe('exit 99');
  expect(trail?.['bucket_key']).toBe(
    's3://org-trail/AWSLogs/o-exampleorg/999988887777/CloudTrail/eu-west-1/2026/08/01/*',
  );
  expect(history?.['bucket_key']).toBe(
    's3://ledger-bucket/ledger/day=2026-07-31/job=history/account_id=*/region=*/*.json',
  );
  expect(published).toMatchObject({ table_name: 'events', expression: "day='2026-07-31'" });
});

/** Our own verdict: what it says is wrong, or the counts. */
function ourVerdict([table, found, rows_written, force]: Judged): string | object {
  const written = { rows_written, files_skipped: 0 };
  const judge = table === 'events' ? judgeEvents : judgeSubmissions;
  try {
    return judge(found, written, '2026-07-15', force);
  } catch (error) {
    if (error instanceof AuditFailed) return error.message;
    throw error;
  }
}

test('a run is judged as our own code judges it', () => {
  const ours = JUDGED.map(ourVerdict);
  const sound = ours.filter((one) => typeof one !== 'string');
  expect(sound.length).toBeGreaterThan(100);
  expect(sound.length).toBeLessThan(JUDGED.length - 100);
  const theirs = answer.judges.map(([wrong, counts], i) => {
    if (wrong.length === 0) return { ...counts, files_skipped: 0 };
    const [table] = JUDGED[i]!;
    return table === 'events'
      ? `events 2026-07-15: ${wrong.join('; ')}. Nothing was published.`
      : '';
  });
  // Of submissions the first complaint alone is told, in other words.
  const comparable = ours.map((one, i) =>
    typeof one === 'string' && JUDGED[i]?.[0] === 'submissions' ? '' : one,
  );
  expect(theirs).toEqual(comparable);
});
