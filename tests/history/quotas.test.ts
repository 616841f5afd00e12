import { systemClock } from '../../src/core/clock';
import { paceOf, type Quota } from '../../src/history/quotas';

const never = (): boolean => false;

/** Calls that get a token within a second. */
async function inOneSecond(quota: Quota, share: number, full: boolean): Promise<number> {
  const take = paceOf(quota, share, systemClock, full);
  const end = performance.now() + 1000;
  let taken = 0;
  while (await take(() => performance.now() >= end)) taken += 1;
  return taken;
}

test('a full bucket gives its burst, less what jitter may bunch, then the rate', async () => {
  const taken = await inOneSecond({ per_second: 50, burst: 30 }, 1, true);
  expect(taken).toBeLessThanOrEqual(30 - 10 + 50);
  expect(taken).toBeGreaterThan(55);
});

test('rate and burst shrink with the share', async () => {
  const taken = await inOneSecond({ per_second: 50, burst: 30 }, 0.5, true);
  expect(taken).toBeLessThanOrEqual(15 - 5 + 25);
  expect(taken).toBeGreaterThan(25);
});

test('a resumed run begins without a burst', async () => {
  const taken = await inOneSecond({ per_second: 50, burst: 30 }, 1, false);
  expect(taken).toBeLessThanOrEqual(50);
  expect(taken).toBeGreaterThan(40);
});

test('a small share still gets single calls, and halting ends the wait', async () => {
  const take = paceOf({ per_second: 5, burst: 10 }, 0.01, systemClock, true);
  expect(await take(never)).toBe(true);
  const began = performance.now();
  expect(await take(() => performance.now() - began > 50)).toBe(false);
  expect(performance.now() - began).toBeLessThan(1000);
});
