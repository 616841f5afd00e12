/** Where a built lake differs from what the oracle expects, row by row and field by field. */
import type { ExpectedEvent } from '../oracle/expected-event';
import { expectedCounts, expectedEvents, keyOf } from '../oracle/oracle';
import type { Organization } from '../oracle/organization';
import type { BuiltDay, Row } from './built-lake';

export interface Difference {
  day: string;
  /** The row's key, or `ledger`. */
  key: string;
  what: string;
}

const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function fieldsThatDiffer(
  expected: Record<string, unknown>,
  found: Record<string, unknown>,
): string[] {
  return Object.keys({ ...expected, ...found })
    .filter((field) => !equal(expected[field], found[field]))
    .map((field) => `${field}: expected ${text(expected[field])}, found ${text(found[field])}`);
}

/** Equality of JSON; the order of a map's entries means nothing. */
function equal(a: unknown, b: unknown): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  return text(Object.entries(a).sort()) === text(Object.entries(b).sort());
}

type Keyed = Parameters<typeof keyOf>[0];

function byKey<T extends Keyed>(rows: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return found;
}

function rowsThatDiffer(
  expected: readonly ExpectedEvent[],
  events: readonly Row[],
): [key: string, what: string][] {
  const found = byKey(events);
  const wanted = byKey(expected);
  return [...new Set([...wanted.keys(), ...found.keys()])].flatMap((key): [string, string][] => {
    const [row, ...more] = found.get(key) ?? [];
    const [want] = wanted.get(key) ?? [];
    if (!want) return [[key, 'a row that nobody expects']];
    if (!row) return [[key, 'lost']];
    if (more.length > 0) return [[key, `there ${String(more.length + 1)} times`]];
    return fieldsThatDiffer({ ...want }, row).map((what) => [key, what]);
  });
}

/** Every difference of the days that were built; none if all is well. */
export function differences(org: Organization, built: Record<string, BuiltDay>): Difference[] {
  return org.days.flatMap((day) => {
    const { events, counts } = built[day] ?? { events: [], counts: {} };
    const { files_skipped: _none, ...counted } = counts;
    const rows = rowsThatDiffer(expectedEvents(org, day), events);
    const ledger = fieldsThatDiffer({ ...expectedCounts(org, day) }, counted);
    return [
      ...rows.map(([key, what]) => ({ day, key, what })),
      ...ledger.map((what) => ({ day, key: 'ledger', what })),
    ];
  });
}

/** The first few, for a test's message. */
export const describeDifferences = (found: readonly Difference[]): string =>
  found
    .slice(0, 5)
    .map(({ day, key, what }) => `${day} ${key}: ${what}`)
    .concat(found.length > 5 ? [`… ${String(found.length)} in all`] : [])
    .join('\n');
