import { cell, plot } from '@observablehq/plot';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useSelected } from '../data/context';
import { counted, weekday } from '../data/format';
import { each, type Selection } from '../data/select';
import { Chart } from '../parts/chart';
import { FigureFrame } from '../parts/figure';

const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY = Array.from({ length: 24 }, (_, hour) => hour);

interface Hour {
  weekday: string;
  hour: number;
  queries: number;
}

function hours(selection: Selection): Hour[] {
  const figure = selection.data.figure('hours');
  const sums = new Map<string, number>();
  each(selection, figure, (row) => {
    const key = `${weekday(figure.text('day', row) ?? '')} ${figure.number('hour', row) ?? ''}`;
    sums.set(key, (sums.get(key) ?? 0) + (figure.number('queries', row) ?? 0));
  });
  return WEEK.flatMap((name) =>
    DAY.map((hour) => ({ weekday: name, hour, queries: sums.get(`${name} ${hour}`) ?? 0 })),
  );
}

function drawing(shown: readonly Hour[], width: number): Element {
  const most = Math.max(1, ...shown.map(({ queries }) => queries));
  return plot({
    className: 'plot',
    width,
    height: 210,
    marginLeft: 36,
    padding: 0.08,
    x: { domain: DAY, label: null, ticks: DAY.filter((hour) => hour % 3 === 0), tickSize: 0 },
    y: { domain: WEEK, label: null, tickSize: 0 },
    marks: [
      cell(shown, {
        x: 'hour',
        y: 'weekday',
        fill: { value: (h: Hour) => mix(Math.sqrt(h.queries / most)), scale: null },
        rx: 2,
        title: (h: Hour) =>
          `${h.weekday} ${h.hour}:00–${h.hour}:59 UTC\n${counted(h.queries, 'query', 'queries')}`,
        tip: { fill: 'var(--raised)', stroke: 'var(--line-strong)' },
      }),
    ],
  });
}

/** Between two colours of the theme, whichever they are now. */
const mix = (share: number): string =>
  `color-mix(in srgb, var(--heat-1) ${(100 * share).toFixed(0)}%, var(--heat-0))`;

export function Hours(): VNode {
  const shown = useSelected(hours);
  const draw = useMemo(() => (width: number) => drawing(shown, width), [shown]);
  const all = shown.reduce((sum, { queries }) => sum + queries, 0);
  const busiest = [...shown].sort((a, b) => b.queries - a.queries)[0];
  return (
    <FigureFrame title="Hours" note="Queries by weekday and hour, UTC." from={['hours']}>
      {all === 0 || !busiest ? (
        <p class="empty">This report has no hours of this selection.</p>
      ) : (
        <Chart
          draw={draw}
          label={`Queries by weekday and hour, UTC; most of them, ${busiest.queries}, ran on ${busiest.weekday} from ${busiest.hour}:00.`}
        />
      )}
    </FigureFrame>
  );
}
