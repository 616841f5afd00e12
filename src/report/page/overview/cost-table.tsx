import type { VNode } from 'preact';
import { linkTo, useReport } from '../data/context';
import { exactUsd, shortened, usd } from '../data/format';
import type { DayMark } from './day-marks';
import type { Stack } from './stacks';

interface DayTableProps {
  shown: readonly Stack[];
  days: readonly string[];
  marks: readonly DayMark[];
}

/** The chart’s numbers, for those who cannot see it or want them exact. */
export function DayTable({ shown, days, marks }: DayTableProps): VNode {
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
