import type { Dimension } from '../../model';
import { label } from '../data/names';
import { REST } from '../data/select';
import type { Group } from '../data/sums';

/** So many have a colour of their own. */
const COLOURED = 7;

export interface Stack {
  name: string;
  label: string;
  colour: string;
  by_day: readonly (number | null)[];
}

/** The dearest groups, and all others together. */
export function stacks(all: readonly Group[], dimension: Dimension): Stack[] {
  const named = all.filter(({ name }) => name !== REST);
  const few = named.length <= COLOURED + 1 ? named : named.slice(0, COLOURED);
  const others = all.filter((group) => !few.includes(group));
  const own = few.map(({ name, by_day }, i) => ({
    name,
    label: label(dimension, name),
    colour: `var(--series-${i + 1})`,
    by_day,
  }));
  if (others.length === 0) return own;
  const rest = sumOfDays(others);
  return [
    ...own,
    { name: REST, label: restLabel(others), colour: 'var(--series-rest)', by_day: rest },
  ];
}

const restLabel = (others: readonly Group[]): string =>
  others.some(({ name }) => name === REST) ? 'all others' : `${others.length} others`;

const sumOfDays = (all: readonly Group[]): (number | null)[] =>
  (all[0]?.by_day ?? []).map((_, day) =>
    all.reduce<number | null>((sum, { by_day }) => {
      const value = by_day[day] ?? null;
      return value === null ? sum : (sum ?? 0) + value;
    }, null),
  );
