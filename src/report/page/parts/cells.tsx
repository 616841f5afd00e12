/** Columns that many tables have, and small parts of rows. */
import type { VNode } from 'preact';
import type { Dimension } from '../../model';
import { filterLink, useReport } from '../data/context';
import {
  bytes,
  count,
  exactBytes,
  exactTime,
  exactUsd,
  shortened,
  time,
  usd,
} from '../data/format';
import { label } from '../data/names';
import { REST } from '../data/select';
import type { State } from '../data/state';
import type { Column } from './table';

export const usdColumn = <T,>(
  head: string,
  as: string,
  value: (row: T) => number | null,
): Column<T> => ({
  head,
  as,
  value,
  kind: 'number',
  show: (row) => usd(value(row)),
  exact: (row) => exactUsd(value(row)),
});

export const bytesColumn = <T,>(
  head: string,
  as: string,
  value: (row: T) => number | null,
): Column<T> => ({
  head,
  as,
  value,
  kind: 'number',
  show: (row) => bytes(value(row)),
  exact: (row) => exactBytes(value(row)),
});

export const countColumn = <T,>(
  head: string,
  as: string,
  value: (row: T) => number | null,
): Column<T> => ({ head, as, value, kind: 'number', show: (row) => count(value(row)) });

/** Distinct people of a row; at least so many, where others are folded together. */
export const peopleColumn = <T extends { people: ReadonlySet<string> }>(): Column<T> => {
  const named = ({ people }: T): number => people.size - Number(people.has(REST));
  return {
    ...countColumn<T>('People', 'people', named),
    show: (row) =>
      row.people.has(REST) ? `≥ ${count(Math.max(named(row), 1))}` : count(named(row)),
  };
};

export const timeColumn = <T,>(
  head: string,
  as: string,
  value: (row: T) => string | null,
): Column<T> => ({
  head: `${head} (UTC)`,
  as,
  value,
  show: (row) => <span class="nowrap">{time(value(row))}</span>,
  exact: (row) => exactTime(value(row)),
});

/** A person, a team, … as a link that filters by it. */
export const dimensionColumn = <T,>(
  head: string,
  as: string,
  dimension: Dimension,
  value: (row: T) => string | null,
  changes: Partial<State> = {},
): Column<T> => ({
  head,
  as,
  value: (row) => label(dimension, value(row) ?? ''),
  show: (row) => <Name dimension={dimension} value={value(row) ?? ''} changes={changes} />,
  exact: (row) => label(dimension, value(row) ?? ''),
});

const MOST_SIGNS = 48;

interface NameProps {
  dimension: Dimension;
  value: string;
  changes?: Partial<State>;
}

export function Name({ dimension, value, changes = {} }: NameProps): VNode {
  const { state } = useReport();
  const text = label(dimension, value);
  if (value === REST) return <span class="quiet">{text}</span>;
  return (
    <a
      href={filterLink(state, { [dimension]: value }, changes)}
      class={value === '' ? 'quiet' : ''}
      title={text}
    >
      <bdi>{shortened(text, MOST_SIGNS)}</bdi>
    </a>
  );
}

/** Days as a small line, from nothing to their own maximum. Unknown days leave a gap. */
export function Sparkline({ values }: { values: readonly (number | null)[] }): VNode {
  const most = Math.max(...values.map((value) => value ?? 0), 1e-9);
  const [width, height] = [96, 20];
  const step = values.length > 1 ? width / values.length : width;
  const bar = Math.max(step - (step > 3 ? 1 : 0), 0.5);
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      {values.map((value, i) =>
        value === null ? null : (
          <rect
            key={i}
            x={i * step}
            width={bar}
            y={height - Math.max(1, (height * value) / most)}
            height={Math.max(1, (height * value) / most)}
          />
        ),
      )}
    </svg>
  );
}

const STATE_WORDS: Record<string, string> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  REJECTED: 'refused',
  RUNNING: 'still running',
  QUEUED: 'still queued',
  UNKNOWN: 'unknown',
};

export const stateWord = (state: string | null): string =>
  STATE_WORDS[state ?? ''] ?? state ?? 'unknown';

export const StateMark = ({ state }: { state: string | null }): VNode => (
  <span class={`state state-${(state ?? 'unknown').toLowerCase().replace(/[^a-z]/g, '')}`}>
    {stateWord(state)}
  </span>
);
