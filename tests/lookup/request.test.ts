import { InvalidInput } from '../../src/core/errors';
import { isLookup, lookupWindow, parseRequest } from '../../src/lookup/request';
import { rangeOf } from '../../src/lookup/start-run';

const NOW = new Date('2026-03-02T06:30:00.000Z');
const plan = (input: unknown, unit: 'day' | 'hour' = 'day') =>
  lookupWindow(parseRequest(input), NOW, unit);
const rangeText = (input: unknown, unit: 'day' | 'hour' = 'day', now = NOW) => {
  const { from, to } = rangeOf(lookupWindow(parseRequest(input), now, unit), now);
  return [from.toISOString(), to.toISOString()];
};

test.each([
  [{}, 'day', { from: '2026-03-01', to: '2026-03-01', hour: null }],
  [{ source: 'lookup' }, 'hour', { from: '2026-03-02', to: '2026-03-02', hour: 5 }],
  [{ day: '2026-03-02', hour: 0 }, 'day', { from: '2026-03-02', to: '2026-03-02', hour: 0 }],
  [{ day: '2025-12-02' }, 'hour', { from: '2025-12-02', to: '2025-12-02', hour: null }],
  [
    { from: '2025-12-02', to: '2026-03-02' },
    'day',
    { from: '2025-12-02', to: '2026-03-02', hour: null },
  ],
] as const)('%j by the %s is %j', (input, unit, window) => {
  expect(plan(input, unit)).toEqual(window);
});

test.each([
  [
    'a day, and the hour before it',
    {},
    'day',
    ['2026-02-28T23:00:00.000Z', '2026-03-01T23:59:59.000Z'],
  ],
  [
    'an hour, and a quarter before it',
    {},
    'hour',
    ['2026-03-02T04:45:00.000Z', '2026-03-02T05:59:59.000Z'],
  ],
  [
    'a day long over, and nothing before it',
    { day: '2026-02-20' },
    'day',
    ['2026-02-20T00:00:00.000Z', '2026-02-20T23:59:59.000Z'],
  ],
  [
    'what CloudTrail still has of the oldest day',
    { day: '2025-12-02' },
    'day',
    ['2025-12-02T06:30:00.000Z', '2025-12-02T23:59:59.000Z'],
  ],
] as const)('CloudTrail is asked for %s', (_what, input, unit, range) => {
  expect(rangeText(input, unit)).toEqual(range);
});

test.each<[unknown, string]>([
  [
    { from: '2025-12-01', to: '2026-03-01' },
    'from: 2025-12-01 is too old; CloudTrail keeps 90 days, so begin at 2025-12-02 or later.',
  ],
  [{ day: '2025-11-30' }, 'day: 2025-11-30 is too old'],
  [{ day: '2026-03-03' }, 'day: '],
  [{ from: '2026-03-02', to: '2026-03-01' }, 'to: 2026-03-01 is before from'],
  [{ from: '2026-03-01' }, 'to: is missing'],
  [{ day: '2026-03-02', hour: 6 }, 'hour: 6 of 2026-03-02 is not over yet.'],
  [{ day: '2026-03-01', hour: 24 }, 'hour: must be 0 to 23'],
  [{ day: '2026-03-01', hour: 1.5 }, 'hour: must be'],
  [{ hour: 1 }, 'hour: goes with day.'],
  [{ from: '2026-03-01', to: '2026-03-01', hour: 1 }, 'hour: goes with day.'],
  [{ source: 'history' }, 'source: '],
  [{ day: '2026-03-01', workgroups: ['etl'] }, 'workgroups: is not a field of this input'],
  [{ cursor: { source: 'lookup' } }, 'cursor.run: '],
])('%j is refused: %s', (input, message) => {
  expect(() => plan(input)).toThrow(InvalidInput);
  expect(() => plan(input)).toThrow(message);
});

test('an input says which collector it means', () => {
  const lookups = [{ source: 'lookup' }, { source: 'x' }, { cursor: { source: 'lookup' } }];
  expect(lookups.map(isLookup)).toEqual([true, true, true]);
  const others = [null, undefined, {}, 'x', { day: '2026-03-01' }, { cursor: { run: 'x' } }];
  expect(others.map(isLookup)).toEqual(others.map(() => false));
});
