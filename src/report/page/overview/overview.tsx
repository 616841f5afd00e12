import type { VNode } from 'preact';
import { PeopleTable } from '../people/people-table';
import { QueryTable } from '../queries/query-table';
import { CostOverTime } from './cost-over-time';
import { Headline } from './headline';
import { VerdictCard } from './verdict-card';

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
