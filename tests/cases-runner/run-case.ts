import type { Case, Outcome } from './case';
import { observe } from './observe';
import { perform } from './perform';
import { openScene, type Scene } from './scene';
import type { OpenWorld } from './world';

const END = 'the end';

export interface Played {
  /** By moment: the name of a step, or `the end`. */
  actual: Record<string, unknown>;
  expected: Record<string, Outcome>;
}

/** The moments that expected.json speaks of. */
function momentsOf({ steps, expected }: Case): Record<string, Outcome> {
  const { after = {}, ...end } = expected;
  const names = steps.map((step) => step.name);
  const unknown = Object.keys(after).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`expected.json: no step is called "${unknown}".`);
  return { ...after, ...(Object.keys(end).length > 0 ? { [END]: end } : {}) };
}

async function errorOf(work: Promise<void>): Promise<Error | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error as Error;
  }
}

async function play(scene: Scene, { steps }: Case, expected: Played['expected']) {
  const actual: Played['actual'] = {};
  for (const [index, step] of steps.entries()) {
    const names = [step.name, index === steps.length - 1 ? END : undefined];
    const wanted = names.flatMap((name) => (name !== undefined && expected[name] ? [name] : []));
    const error = await errorOf(perform(scene, step));
    if (error && wanted.length === 0) throw error;
    for (const name of wanted) actual[name] = await observe(scene, error, expected[name] ?? {});
  }
  return actual;
}

/**
 * Plays a case in a world of its own.
 * @returns what came out beside what should: equal if all is well
 * @throws what a step throws that the case does not speak of
 */
export async function runCase(given: Case, open: OpenWorld): Promise<Played> {
  const expected = momentsOf(given);
  const scene = await openScene(open);
  try {
    return { actual: await play(scene, given, expected), expected };
  } finally {
    await scene.world.close();
  }
}
