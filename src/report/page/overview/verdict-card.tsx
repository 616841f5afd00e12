import type { VNode } from 'preact';
import { linkTo, useReport, useSelected } from '../data/context';
import { counted } from '../data/format';
import { daysOf } from '../data/select';
import { verdict } from './verdict';
import { Findings, VerdictFrame } from './verdict-frame';

const MOST_FINDINGS = 5;

export function VerdictCard(): VNode {
  const { selection, state } = useReport();
  const found = useSelected(verdict);
  const more = found.findings.length - MOST_FINDINGS;
  const built = daysOf(selection).length;
  return (
    <VerdictFrame verdict={found}>
      {found.findings.length === 0 ? (
        <p>
          Each of the {counted(built, 'day')} is built; every query has its caller and every call
          its query.
        </p>
      ) : (
        <Findings findings={found.findings.slice(0, MOST_FINDINGS)} />
      )}
      <p>
        <a href={linkTo(state, { view: 'completeness' })}>
          {more > 0 ? `${more} more, and every number` : 'Every number behind it'}
        </a>
      </p>
    </VerdictFrame>
  );
}
