import type { VNode } from 'preact';
import { CostOverTime } from './cost-over-time';
import { Headline, VerdictCard } from './headline';
import { PeopleTable } from '../people/people-table';
import { QueryTable } from '../queries/query-table';

export function Overview(): VNode {
  return (
    <>
      <div class="top">
        <Headline />
        <VerdictCard />
      </div>
      <CostOverTime />
      <PeopleTable few={10} />
      <QueryTable
        title="Dearest queries"
        few={8}
        empty="No query of a known cost was found in this period."
      />
    </>
  );
}
