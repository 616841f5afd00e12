import { attemptOf, isAttemptOf, runId, runStart } from '../../src/core/run-id';

const NOW = new Date('2026-03-02T02:15:00.000Z');

test('a run id says when the run began, its attempts too', () => {
  const run = runId(NOW, 'seed');
  expect(runStart(run)).toEqual(NOW);
  expect(runStart(attemptOf(run, 3))).toEqual(NOW);
});

test.each([
  'mine',
  '',
  '20261399T021500Z-a',
  '20260302T021500Z',
  '20260302T021500Z-a/b',
  '2026-03-02',
])('%j is no run’s id', (text) => {
  expect(runStart(text)).toBeNull();
});

test.each([
  ['20260302T021500Z-a-1', true],
  ['20260302T021500Z-a-12', true],
  ['20260302T021500Z-a', false],
  ['20260302T021500Z-ab-1', false],
  ['20260302T021500Z-a-1-1', false],
  ['20260302T021500Z-b-1', false],
])('%s is an attempt of the run: %p', (attempt, is) => {
  expect(isAttemptOf('20260302T021500Z-a', attempt)).toBe(is);
});
