import fc from 'fast-check';
import { checkAlone } from './many-organizations';
import { organizations } from './random-organizations';

/** Each in a lake of its own: also those without a trail, without history, without anything. */
test('30 organizations alone: no query lost, none doubled, every field right', async () => {
  await fc.assert(fc.asyncProperty(organizations, checkAlone), {
    seed: 301,
    numRuns: 30,
  });
}, 300_000);
