import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { DIMENSIONS, type Dimension } from '../../model';
import { filterLink, go, linkTo, useReport, useSelected } from '../data/context';
import { shortened } from '../data/format';
import { DIMENSION_NAMES } from '../data/names';
import { daysOf, REST } from '../data/select';
import { groups } from '../data/sums';
import { Chart } from '../parts/chart';
import { FigureFrame } from '../parts/figure';
import { drawing } from './cost-drawing';
import { DayTable } from './cost-table';
import { dayMarks, type DayMark } from './day-marks';
import { stacks, type Stack } from './stacks';

export function CostOverTime(): VNode {
  const { selection, state } = useReport();
  const [as_table, setTable] = useState(false);
  // Of one person alone, a stack of persons says nothing.
  const by = state.by === 'user' && state.filter.user !== undefined ? 'workgroup' : state.by;
  const all = useMemo(() => groups(selection, by), [selection, by]);
  const shown = useMemo(() => stacks(all, by), [all, by]);
  const days = daysOf(selection);
  const marks = useSelected(dayMarks);
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
