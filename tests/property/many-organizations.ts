/**
 * Hundreds of organizations in a few minutes: a build takes its time by the day, not by the row, so
 * many organizations are laid into one lake. If a row is wrong, its organization is built alone,
 * and shrunk.
 */
import fc from 'fast-check';
import { keyOf } from '../oracle/oracle';
import { shiftDay, type Organization } from '../oracle/organization';
import { firstFailure } from './alone';
import { buildTwice } from './built-lake';
import { describeDifferences, differences, type Difference } from './differences';
import { Shelf } from './lake-files';
import { organizationsFrom } from './random-organizations';

export const fourDays = (first_day: string): string[] =>
  Array.from({ length: 4 }, (_, i) => shiftDay(first_day, i));

/** All files of all organizations; files of one name become one. */
export function merge(parts: readonly Organization[], days: string[]): Organization {
  const history = new Shelf<Organization['history'][number]['rows'][number]>();
  const trail = new Shelf<Organization['trail'][number]['records'][number]>();
  for (const part of parts) {
    for (const { key, rows } of part.history) history.add(key, ...rows);
    for (const { key, records } of part.trail) trail.add(key, ...records);
  }
  return {
    history: history.files().map(([key, rows]) => ({ key, rows })),
    trail: trail.files().map(([key, records]) => ({ key, records })),
    days,
  };
}

/** The number of the organization that holds one of the wrong rows; -1 if none does. */
function culprit(parts: readonly Organization[], found: readonly Difference[]): number {
  const ids = found.map(({ key }) => key.replace('refused ', '')).filter((key) => key !== 'ledger');
  return parts.findIndex((part) => ids.some((id) => JSON.stringify(part).includes(id)));
}

export interface Lake {
  first_day: string;
  seed: number;
  size: number;
}

/** Throws with the smallest organization that is still wrong, or else with the lake's first errors. */
export async function checkTogether({ first_day, seed, size }: Lake): Promise<void> {
  const days = fourDays(first_day);
  const arbitrary = organizationsFrom(first_day).map((org) => ({ ...org, days }));
  const parts = fc.sample(arbitrary, { seed, numRuns: size });
  const org = merge(parts, days);
  const [first, again] = await buildTwice(org);
  const found = differences(org, first);
  if (found.length > 0) {
    const number = culprit(parts, found);
    const alone =
      number < 0 ? null : await firstFailure(arbitrary, { seed, path: String(number), numRuns: 1 });
    const all = `the lake of seed ${String(seed)}:\n${describeDifferences(found)}`;
    throw new Error(alone === null ? `Only together, ${all}` : `${alone}\nThe smallest of ${all}`);
  }
  expect(again).toEqual(first);
  const ids = Object.values(first).flatMap(({ events }) => events.map(keyOf));
  expect(ids).toHaveLength(new Set(ids).size);
}
