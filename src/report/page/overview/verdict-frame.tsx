/** The verdict on completeness: its sign and headline, in a frame of its colour. */
import type { ComponentChildren, VNode } from 'preact';
import { FigureFrame } from '../parts/figure';
import type { Finding, Verdict } from './verdict';

const SIGNS: Partial<Record<Verdict['kind'], string>> = { complete: '✓', open: '○' };

interface VerdictFrameProps {
  verdict: Verdict;
  children: ComponentChildren;
}

export const VerdictFrame = ({ verdict, children }: VerdictFrameProps): VNode => (
  <FigureFrame
    title="Is anything missing?"
    class={`verdict verdict-${verdict.kind}`}
    from={['days', 'coverage']}
  >
    <p class="verdict-head">
      <span aria-hidden="true" class="verdict-sign">
        {SIGNS[verdict.kind] ?? '!'}
      </span>
      {verdict.headline}
    </p>
    {children}
  </FigureFrame>
);

export const Findings = ({ findings }: { findings: readonly Finding[] }): VNode => (
  <ul class="findings">
    {findings.map(({ what }) => (
      <li key={what}>{what}</li>
    ))}
  </ul>
);
