/** What came out, in the form of expected.json: a test compares the two. */
import { latestLedger } from '../../src/core/ledger';
import type { Cells, Outcome } from './case';
import type { Json } from './expand';
import type { Scene } from './scene';

type Row = Record<string, Json>;

const keyOf = (row: Row): string => (row['query_execution_id'] ?? row['event_id']) as string;

/** The columns named; a column that there is not must not pass as one without a value. */
function pick(row: Row, names: readonly string[]): Cells {
  const missing = names.find((name) => !(name in row));
  if (missing !== undefined) throw new Error(`expected.json: there is no column ${missing}.`);
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}

const byKey = (rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** Rows in the order of expected.json; those that it does not have come last, with their keys. */
function asExpected(rows: readonly Row[], expected: readonly Cells[]): Cells[] {
  const left = byKey(rows);
  const found = expected.flatMap((wanted) => {
    const at = left.findIndex((row) => keyOf(row) === keyOf(wanted));
    const [row] = at < 0 ? [] : left.splice(at, 1);
    return row ? [pick(row, Object.keys(wanted))] : [];
  });
  const spare = ['query_execution_id', 'event_id', 'record_source', 'state', 'submitted_at'];
  return [...found, ...left.map((row) => pick(row, spare))];
}

/** Every published day of events, empty ones too. */
async function events(scene: Scene, expected: Record<string, Cells[]>) {
  const { world } = scene;
  const published = await world.ports.catalog.listPublished('events');
  const rows = await world.query('SELECT * FROM events');
  const days = [
    ...new Set([...published.map(({ day }) => day), ...rows.map((r) => r['day'] as string)]),
  ];
  return Object.fromEntries(
    days.map((day) => [
      day,
      asExpected(
        rows.filter((row) => row['day'] === day),
        expected[day] ?? [],
      ),
    ]),
  );
}

async function completeness(scene: Scene, expected: Record<string, Cells>) {
  const rows = await scene.world.query('SELECT * FROM completeness');
  return Object.fromEntries(
    Object.entries(expected).map(([day, wanted]) => {
      const row = rows.find((found) => found['day'] === day);
      return [day, row ? pick(row, Object.keys(wanted)) : null];
    }),
  );
}

async function submissions(scene: Scene, expected: Record<string, Cells>) {
  const days = Object.entries(expected).map(async ([day, wanted]) => {
    const record = await latestLedger(
      scene.world.ports.files,
      day,
      'submissions',
      'local',
      'local',
    );
    const names = Object.keys(wanted);
    // A job that failed counted nothing: its message says more than the count that is not there.
    if (record?.message && !names.every((name) => name in record.counts))
      throw new Error(`submissions of ${day}: ${record.message}`);
    return [day, record && pick(record.counts, names)] as const;
  });
  return Object.fromEntries(await Promise.all(days));
}

async function answers(scene: Scene, expected: NonNullable<Outcome['answers']>) {
  const found: { sql: string; rows: Row[] }[] = [];
  for (const { sql } of expected) found.push({ sql, rows: await scene.world.query(sql) });
  return found;
}

/** Of the prefixes named, those that really are absent. */
async function absent(scene: Scene, prefixes: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const prefix of prefixes) {
    const first = await scene.world.ports.files.list(prefix)[Symbol.asyncIterator]().next();
    if (first.done) found.push(prefix);
  }
  return found;
}

function errorOf({ name, message }: Error, expected: Outcome['error']) {
  const part = expected?.message;
  return { name, message: part !== undefined && message.includes(part) ? part : message };
}

/**
 * Looks at what the expectation speaks of, and always at the error of the step before.
 * @returns the same shape, with what really is there
 */
export async function observe(
  scene: Scene,
  error: Error | null,
  expected: Outcome,
): Promise<unknown> {
  return {
    ...(error && { error: errorOf(error, expected.error) }),
    ...(expected.events && { events: await events(scene, expected.events) }),
    ...(expected.completeness && {
      completeness: await completeness(scene, expected.completeness),
    }),
    ...(expected.submissions && { submissions: await submissions(scene, expected.submissions) }),
    ...(expected.answers && { answers: await answers(scene, expected.answers) }),
    ...(expected.inserts && { inserts: { ...scene.inserts } }),
    ...(expected.absent && { absent: await absent(scene, expected.absent) }),
  };
}
