import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { linkTo, useReport } from '../data/context';
import { counted } from '../data/format';
import { daysOf } from '../data/select';
import { FigureFrame } from '../parts/figure';
import { verdict } from './verdict';

const MOST_FINDINGS = 5;

export function VerdictCard(): VNode {
  const { selection, state } = useReport();
  const { kind, headline, findings } = useMemo(() => verdict(selection), [selection]);
  const built = daysOf(selection).length;
  return (
    <FigureFrame
      title="Is anything missing?"
      class={`verdict verdict-${kind}`}
      from={['days', 'coverage']}
    >
      <p class="verdict-head">
        <span aria-hidden="true" class="verdict-sign">
          {kind === 'complete' ? '✓' : kind === 'open' ? '○' : '!'}
        </span>
        {headline}
      </p>
      {findings.length === 0 ? (
        <p>
          Each of the {counted(built, 'day')} is built; every query has its caller and every call
          its query.
        </p>
      ) : (
        <ul class="findings">
          {findings.slice(0, MOST_FINDINGS).map(({ what }) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={linkTo(state, { view: 'completeness' })}>
          {findings.length > MOST_FINDINGS
            ? `${findings.length - MOST_FINDINGS} more, and every number`
            : 'Every number behind it'}
        </a>
      </p>
    </FigureFrame>
  );
}
