/** The chart of cost over time. */
import { barY, plot, ruleY, text } from '@observablehq/plot';
import { exactUsd, weekday } from '../data/format';
import type { DayMark } from './day-marks';
import type { Stack } from './stacks';

interface Bar {
  day: string;
  name: string;
  cost_usd: number;
}

/** @param width in CSS pixels */
export function drawing(
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
