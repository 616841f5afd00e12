import { systemClock } from '../../src/core/clock';
import { paceOf, type Quota } from '../../src/core/pace';

const never = (): boolean => false;

/** Calls that get a token in about a second, and how long it was (a busy machine is late). */
async function taking(quota: Quota, share: number, full: boolean) {
  const take = paceOf(quota, share, systemClock, full);
  const began = performance.now();
  let calls = 0;
  let seconds = 0;
  while (await take(() => performance.now() - began >= 1000)) {
    calls += 1;
    seconds = (performance.now() - began) / 1000;
  }
  return { calls, seconds };
}

test.each([
  ['a full bucket gives its burst, less what jitter may bunch, then the rate', 1, true, 20, 50],
  ['rate and burst shrink with the share', 0.5, true, 10, 25],
  ['a resumed run begins without a burst', 1, false, 0, 50],
])('%s', async (_what, share, full, burst, per_second) => {
  const { calls, seconds } = await taking({ per_second: 50, burst: 30 }, share, full);
  expect(calls).toBeLessThanOrEqual(burst + per_second * seconds + 1);
  expect(calls).toBeGreaterThan(0.8 * (burst + per_second * seconds));
});

test('a small share still gets single calls, and halting ends the wait', async () => {
  const take = paceOf({ per_second: 5, burst: 10 }, 0.01, systemClock, true);
  expect(await take(never)).toBe(true);
  const began = performance.now();
  expect(await take(() => performance.now() - began > 50)).toBe(false);
  expect(performance.now() - began).toBeLessThan(1000);
});
