/** A case must be able to fail: what is wrong in expected.json is seen as wrong. */
import { givenSchema, type Case, type Expected } from './case';
import { openDuckdbWorld } from './duckdb-world';
import { expand } from './expand';
import { runCase } from './run-case';

const DAY = '2026-03-10';
const found = (...events: Record<string, string | number>[]): Expected => ({
  events: { [DAY]: events },
});

const given = (expected: Expected): Case => ({
  name: 'two queries',
  steps: [
    {
      add: {
        history: [
          { file: { day: DAY }, rows: [{ query_execution_id: 'a' }, { query_execution_id: 'b' }] },
        ],
      },
    },
    { name: 'built', build: { from: DAY, to: DAY } },
  ],
  expected,
});

const right = found(
  { query_execution_id: 'b' },
  { query_execution_id: 'a', data_scanned: 104857600 },
);
const a = { query_execution_id: 'a' };
const b = { query_execution_id: 'b' };

test('the right expectation holds, in any order of rows', async () => {
  const { actual, expected } = await runCase(given(right), openDuckdbWorld);
  expect(actual).toEqual(expected);
});

test.each<[string, Expected]>([
  ['a row that is not expected', found(a)],
  ['a row that is not there', found(a, b, { query_execution_id: 'c' })],
  ['a row expected twice', found(a, b, b)],
  ['a wrong value', found(a, { ...b, data_scanned: 1 })],
  ['a day that is not published', { events: { [DAY]: [a, b], '2026-03-11': [] } }],
  ['a published day that is left out', { events: {} }],
  ['an error that does not come', { error: { name: 'AuditFailed', message: '' } }],
  ['a wrong count', { completeness: { [DAY]: { history_rows: 1 } } }],
  ['a day without a ledger', { completeness: { '2026-03-11': { events: 0 } } }],
  ['a wrong answer', { answers: [{ sql: 'SELECT COUNT(*) AS n FROM events', rows: [{ n: 3 }] }] }],
  ['a file that is there', { absent: [`events/day=${DAY}/`] }],
  ['a statement too few', { inserts: { events: 2 } }],
  ['a step’s wrong value', { after: { built: found(a) } }],
])('%s is a difference', async (_, wrong) => {
  const { actual, expected } = await runCase(given(wrong), openDuckdbWorld);
  expect(actual).not.toEqual(expected);
});

test.each<[string, Expected]>([
  ['no column data_scaned', found({ ...a, data_scaned: 1 }, b)],
  ['no step is called "bilt"', { after: { bilt: right } }],
])('a misspelt name is an error: %s', async (message, wrong) => {
  await expect(runCase(given(wrong), openDuckdbWorld)).rejects.toThrow(message);
});

test('an error that no one expects fails the case', async () => {
  const { steps, ...rest } = given(right);
  const lost = { ...rest, steps: [{ remove: 'history/' }, ...steps] };
  await expect(runCase(lost, openDuckdbWorld)).rejects.toThrow('history/: nothing to remove');
});

test('a misspelt field of a row or a record is refused', () => {
  const row = { history: [{ rows: [{ query_execution_id: 'a', stat: 'FAILED' }] }] };
  const record = { trail: [{ delivered_day: DAY, records: [{ eventId: 'e' }] }] };
  expect(givenSchema.safeParse(row).error?.message).toContain('no such field: stat');
  expect(givenSchema.safeParse(record).error?.message).toContain('no such field: eventId');
});

test('short forms', () => {
  expect(expand([{ $times: 2, id: 'q-{n:3}', of: ['{n}'] }, 'x'])).toEqual([
    { id: 'q-001', of: ['1'] },
    { id: 'q-002', of: ['2'] },
    'x',
  ]);
  expect(expand({ $text: ['(', { repeat: 'ab', bytes: 5 }, ')'] })).toBe('(abab )');
  expect(expand({ hash: { $sha256: '' } })).toEqual({
    hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });
});
