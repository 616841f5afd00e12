import { InvalidInput } from '../../src/core/errors';
import { planWindow } from '../../src/core/window';
import { ATHENA, parseRequest } from '../../src/history/request';

const NOW = new Date('2026-03-02T06:30:00.000Z');
const plan = (input: unknown, unit: 'day' | 'hour' = 'day') =>
  planWindow(parseRequest(input), NOW, unit, ATHENA);

test.each([
  [{}, 'day', { from: '2026-03-01', to: '2026-03-01', hour: null }],
  [undefined, 'hour', { from: '2026-03-02', to: '2026-03-02', hour: 5 }],
  [{ day: '2026-03-02' }, 'hour', { from: '2026-03-02', to: '2026-03-02', hour: null }],
  [
    { from: '2026-01-16', to: '2026-03-02' },
    'day',
    { from: '2026-01-16', to: '2026-03-02', hour: null },
  ],
] as const)('%j by the %s is %j', (input, unit, window) => {
  expect(plan(input, unit)).toEqual(window);
});

test('the hour before midnight is of the day before', () => {
  const window = planWindow({}, new Date('2026-03-02T00:10:00.000Z'), 'hour', ATHENA);
  expect(window).toEqual({ from: '2026-03-01', to: '2026-03-01', hour: 23 });
});

test.each([
  [{ day: '2026-02-30' }, 'day: "2026-02-30" is not a day'],
  [{ day: 20260301 }, 'day: must be string'],
  [{ day: '2026-03-03' }, 'day: 2026-03-03 is in the future'],
  [
    { day: '2026-01-15' },
    'day: 2026-01-15 is too old; Athena keeps 45 days, so begin at 2026-01-16',
  ],
  [{ from: '2026-01-15', to: '2026-03-01' }, 'from: 2026-01-15 is too old'],
  [{ from: '2026-03-01' }, 'to: is missing'],
  [{ to: '2026-03-01' }, 'from: is missing'],
  [{ from: '2026-03-01', to: '2026-02-28' }, 'to: 2026-02-28 is before from'],
  [{ from: '1 March', to: '2026-03-01' }, 'from: "1 March" is not a day'],
  [{ day: '2026-03-01', to: '2026-03-01' }, 'day: give either day, or from and to'],
  [{ days: 3 }, 'days: is not a field'],
  [{ workgroups: [] }, 'workgroups: names no workgroup'],
  [{ workgroups: ['../x'] }, 'workgroups.0: is not the name of a workgroup'],
  [{ workgroups: 'etl' }, 'workgroups: must be array'],
  [{ run: 'a/b' }, 'run: is not an id'],
  [{ cursor: {} }, 'cursor.run: must be string'],
  ['yesterday', 'input: must be object'],
  [[], 'input: must be object'],
])('%j is refused: %s', (input, message) => {
  expect(() => plan(input)).toThrow(InvalidInput);
  expect(() => plan(input)).toThrow(message);
});
