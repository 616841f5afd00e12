import { call, D, line, organization, refusal } from '../oracle/given';
import { expectedCounts, expectedEvents } from '../oracle/oracle';
import type { BuiltDay } from './built-lake';
import { describeDifferences, differences } from './differences';

const org = organization({
  history: { [D]: [line({ workgroup_tags: { b: '1', a: '2' } })] },
  trail: { [D]: [call(), refusal({ eventID: 'e2' })] },
});

/** The lake as it should be, after something was done to it. */
function found(spoil: (built: BuiltDay) => void): string {
  const events = expectedEvents(org, D).map((event) => ({ ...event }));
  const built = { events, counts: { ...expectedCounts(org, D), files_skipped: 0 } };
  spoil(built);
  return describeDifferences(differences(org, { [D]: built }));
}

test('a lake as expected has no differences', () => {
  expect(found(() => undefined)).toBe('');
  expect(
    found(({ events }) => events[0] && (events[0]['workgroup_tags'] = { a: '2', b: '1' })),
  ).toBe('');
});

test.each<[string, (built: BuiltDay) => void, string]>([
  ['a row is lost', ({ events }) => events.shift(), 'q1: lost'],
  ['a refused call is lost', ({ events }) => events.pop(), 'refused e2: lost'],
  ['a row is doubled', ({ events }) => events.push({ ...events[0]! }), 'q1: there 2 times'],
  [
    'a row is made up',
    ({ events }) => events.push({ ...events[0]!, query_execution_id: 'x' }),
    'x: a row that nobody expects',
  ],
  [
    'a field is wrong',
    ({ events }) => (events[0]!['user'] = 'eve'),
    'q1: user: expected "ada", found "eve"',
  ],
  [
    'a number is text',
    ({ events }) => (events[0]!['data_scanned'] = '5'),
    'q1: data_scanned: expected 5, found "5"',
  ],
  [
    'a column is missing',
    ({ events }) => delete events[0]!['region'],
    'q1: region: expected "us-east-1", found nothing',
  ],
  [
    'a column is made up',
    ({ events }) => (events[0]!['extra'] = null),
    'q1: extra: expected nothing, found null',
  ],
  [
    'a count is wrong',
    ({ counts }) => (counts['rejected'] = 2),
    'ledger: rejected: expected 1, found 2',
  ],
])('%s', (_name, spoil, message) => {
  expect(found(spoil)).toBe(`${D} ${message}`);
});

test('a day that was not built lacks everything', () => {
  expect(differences(org, {}).map(({ key }) => key)).toEqual(
    expect.arrayContaining(['q1', 'ledger']),
  );
});
