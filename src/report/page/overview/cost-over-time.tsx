import { barY, plot, ruleY, text } from '@observablehq/plot';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { DIMENSIONS, type Dimension } from '../../model';
import { Chart } from '../parts/chart';
import { filterLink, linkTo, useReport, go } from '../data/context';
import { dayMarks, type DayMark } from './day-marks';
import { FigureFrame } from '../parts/figure';
import { exactUsd, shortened, usd, weekday } from '../data/format';
import { DIMENSION_NAMES, label } from '../data/names';
import { daysOf, groups, REST, type Group } from '../data/select';

/** So many have a colour of their own. */
const COLOURED = 7;

interface Stack {
  name: string;
  label: string;
  colour: string;
  by_day: readonly (number | null)[];
}

/** The dearest groups, and all others together. */
function stacks(all: readonly Group[], dimension: Dimension): Stack[] {
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

interface Bar {
  day: string;
  name: string;
  cost_usd: number;
}

function drawing(
  shown: readonly Stack[],
  days: readonly string[],
  marks: readonly DayMark[],
  width: number,
): Element {
  const bars: Bar[] = shown.flatMap(({ label: name, by_day }) =>
    by_day.flatMap((cost_usd, i) =>
      cost_usd === null ? [] : [{ day: days[i] ?? '', name, cost_usd }],
    ),
  );
  const every = Math.ceil(days.length / Math.max(2, Math.floor(width / 64)));
  return plot({
    className: 'plot',
    width,
    height: 260,
    marginLeft: 52,
    marginBottom: 34,
    x: {
      domain: days,
      label: null,
      padding: days.length > 60 ? 0 : 0.18,
      ticks: days.filter((_, i) => i % every === 0),
      tickSize: 0,
      tickFormat: (day: string) => day.slice(5),
    },
    y: {
      label: null,
      grid: true,
      ticks: 5,
      tickFormat: (value: number) => `$${value.toLocaleString('en-US')}`,
    },
    color: { domain: shown.map((s) => s.label), range: shown.map((s) => s.colour) },
    marks: [
      barY(bars, {
        x: 'day',
        y: 'cost_usd',
        fill: 'name',
        order: shown.map((s) => s.label),
        title: (bar: Bar) =>
          `${bar.day} ${weekday(bar.day)}\n${bar.name}\n${exactUsd(bar.cost_usd)}`,
        tip: { fill: 'var(--raised)', stroke: 'var(--line-strong)' },
      }),
      ruleY([0], { stroke: 'var(--line-strong)' }),
      text(marks, {
        x: 'day',
        y: 0,
        dy: 26,
        text: 'sign',
        fill: 'var(--warn)',
        fontWeight: 700,
        title: 'words',
      }),
    ],
  });
}

export function CostOverTime(): VNode {
  const { selection, state } = useReport();
  const [as_table, setTable] = useState(false);
  // Of one person alone, a stack of persons says nothing.
  const by = state.by === 'user' && state.filter.user !== undefined ? 'workgroup' : state.by;
  const all = useMemo(() => groups(selection, by), [selection, by]);
  const shown = useMemo(() => stacks(all, by), [all, by]);
  const days = daysOf(selection);
  const marks = useMemo(() => dayMarks(selection), [selection]);
  const draw = useMemo(
    () => (width: number) => drawing(shown, days, marks, width),
    [shown, days, marks],
  );
  const nothing = shown.every(({ by_day }) => by_day.every((value) => value === null));
  return (
    <FigureFrame title="Cost over time" from={['usage', 'days']}>
      <div class="figure-tools no-print">
        <label>
          Stacked by{' '}
          <select
            aria-label="Stacked by"
            value={by}
            onChange={(event) => {
              go(linkTo(state, { by: event.currentTarget.value as Dimension }));
            }}
          >
            {[...DIMENSIONS].reverse().map((name) => (
              <option key={name} value={name}>
                {DIMENSION_NAMES[name].toLowerCase()}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="plain"
          aria-pressed={as_table}
          onClick={() => {
            setTable(!as_table);
          }}
        >
          {as_table ? 'As a chart' : 'As a table'}
        </button>
      </div>
      {nothing ? (
        <p class="empty">No cost is known in this period.</p>
      ) : as_table ? (
        <DayTable shown={shown} days={days} marks={marks} />
      ) : (
        <>
          <Chart
            draw={draw}
            label={`Cost of each day from ${days[0] ?? ''} to ${days.at(-1) ?? ''}, stacked by ${DIMENSION_NAMES[by].toLowerCase()}; the button “As a table” has the numbers.`}
          />
          <Legend shown={shown} by={by} />
        </>
      )}
      <MarksLegend marks={marks} />
    </FigureFrame>
  );
}

function Legend({ shown, by }: { shown: readonly Stack[]; by: Dimension }): VNode {
  const { state } = useReport();
  return (
    <ul class="legend">
      {shown.map((stack) => (
        <li key={stack.name}>
          <span class="swatch" style={{ background: stack.colour }} />
          {stack.name === REST ? (
            stack.label
          ) : (
            <a href={filterLink(state, { [by]: stack.name })} title={stack.label}>
              <bdi>{shortened(stack.label, 32)}</bdi>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

function MarksLegend({ marks }: { marks: readonly DayMark[] }): VNode | null {
  const signs = new Map(marks.map(({ sign, kind }) => [sign, kind]));
  if (signs.size === 0) return null;
  return (
    <p class="left-out">
      {[...signs].map(([sign, kind]) => (
        <span key={sign}>
          <b class="warn">{sign}</b> {kind}{' '}
        </span>
      ))}
    </p>
  );
}

interface DayTableProps {
  shown: readonly Stack[];
  days: readonly string[];
  marks: readonly DayMark[];
}

function DayTable({ shown, days, marks }: DayTableProps): VNode {
  const { state } = useReport();
  const words = new Map(marks.map((mark) => [mark.day, mark.kind]));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Cost of each day">
      <table>
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            {shown.map((stack) => (
              <th scope="col" class="number" key={stack.name}>
                {shortened(stack.label, 24)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day, i) => (
            <tr key={day}>
              <th scope="row" class="nowrap">
                <a href={linkTo(state, { from: day, to: day })}>{day}</a>{' '}
                <span class="warn">{words.get(day)}</span>
              </th>
              {shown.map((stack) => (
                <td class="number" key={stack.name} title={exactUsd(stack.by_day[i] ?? null)}>
                  {usd(stack.by_day[i] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
