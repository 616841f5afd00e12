/**
 * Organizations one by one, each in a lake of its own. A failure is made as small as it can be in
 * the time there is.
 */
import fc from 'fast-check';
import type { Organization } from '../oracle/organization';
import { buildTwice } from './built-lake';
import { describeDifferences, differences } from './differences';

/** Throws if the organization's lake is not what the oracle expects, or another one built again. */
async function checkAlone(org: Organization): Promise<void> {
  const [first, again] = await buildTwice(org);
  const found = differences(org, first);
  if (found.length > 0) throw new Error(describeDifferences(found));
  expect(again).toEqual(first);
}

const SHRINK_MS = 100_000;

/** The check; some time after its first failure everything passes, which ends the shrinking. */
function checkThatEnds(): (org: Organization) => Promise<void> {
  let end_ms = Infinity;
  return async (org) => {
    if (Date.now() > end_ms) return;
    try {
      await checkAlone(org);
    } catch (error) {
      end_ms = Math.min(end_ms, Date.now() + SHRINK_MS);
      throw error;
    }
  };
}

/**
 * Checks as many organizations as the parameters say.
 * @returns what is wrong with the smallest one that failed, and that one; null if all passed
 */
export async function firstFailure(
  arbitrary: fc.Arbitrary<Organization>,
  parameters: { seed: number; numRuns: number; path?: string },
): Promise<string | null> {
  const result = await fc.check(fc.asyncProperty(arbitrary, checkThatEnds()), parameters);
  if (!result.failed) return null;
  const error = result.errorInstance;
  const why = error instanceof Error ? error.message : String(error);
  const where = `seed ${String(result.seed)}, path ${result.counterexamplePath ?? 'none'}`;
  return `${why}\n${where}: ${JSON.stringify(result.counterexample?.[0])}`;
}
