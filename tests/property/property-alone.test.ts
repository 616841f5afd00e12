import { firstFailure } from './alone';
import { organizations } from './random-organizations';

/** Each in a lake of its own: also those without a trail, without history, without anything. */
test('20 organizations alone: no query lost, none doubled, every field right', async () => {
  expect(await firstFailure(organizations, { seed: 301, numRuns: 20 })).toBeNull();
}, 400_000);
