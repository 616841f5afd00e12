/** One person: what they run, when, where, from where, and how they were recognised. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { linkTo, useReport } from '../data/context';
import { listed } from '../data/format';
import { label, SOURCE_WORDS } from '../data/names';
import { groups, type Group } from '../data/sums';
import { CostOverTime } from '../overview/cost-over-time';
import { Headline } from '../overview/headline';
import { bytesColumn, countColumn, dimensionColumn, usdColumn } from '../parts/cells';
import { FigureFrame } from '../parts/figure';
import { Table, type Column } from '../parts/table';
import { QueryTable } from '../queries/query-table';
import { FailureTable } from '../trouble/failures';
import { Addresses } from './addresses';
import { Hours } from './hours';
import { Identities, identities } from './identities';

const WORKGROUP_COLUMNS: readonly Column<Group>[] = [
  dimensionColumn<Group>('Workgroup', 'workgroup', 'workgroup', ({ name }) => name),
  usdColumn<Group>('Cost', 'cost_usd', ({ sums }) => sums.cost_usd),
  bytesColumn<Group>('Read', 'data_scanned_bytes', ({ sums }) => sums.data_scanned),
  countColumn<Group>('Queries', 'queries', ({ sums }) => sums.queries),
  countColumn<Group>(
    'Failed',
    'failed_cancelled_refused',
    ({ sums }) => sums.failed + sums.cancelled + sums.refused,
  ),
];

function Who({ name }: { name: string }): VNode {
  const { selection, state } = useReport();
  const who = useMemo(() => identities(selection), [selection]);
  const { user: _user, ...filter } = state.filter;
  const sources = [...new Set(who.map(({ source }) => SOURCE_WORDS[source ?? ''] ?? source ?? ''))];
  return (
    <div class="person">
      <a href={linkTo(state, { filter })}>← Everybody</a>
      <h2 class="person-name">
        <bdi>{label('user', name)}</bdi>
      </h2>
      {sources.length > 0 && <p class="quiet">Known by: {listed(sources)}</p>}
    </div>
  );
}

function Workgroups(): VNode {
  const { selection } = useReport();
  const rows = useMemo(() => groups(selection, 'workgroup'), [selection]);
  return (
    <FigureFrame title="Workgroups" from={['usage']}>
      <Table
        name="Workgroups"
        columns={WORKGROUP_COLUMNS}
        rows={rows}
        keyOf={(group) => group.name}
        order={{ head: 'Cost', down: true }}
        empty="Nothing ran in this period."
      />
    </FigureFrame>
  );
}

export const Person = ({ name }: { name: string }): VNode => (
  <>
    <Who name={name} />
    <Headline />
    <CostOverTime />
    <div class="two">
      <Workgroups />
      <Hours />
    </div>
    <Identities />
    <Addresses />
    <QueryTable
      title="Their dearest queries"
      few={10}
      empty="This report holds no single query of theirs in this period."
    />
    <FailureTable title="Their failures" />
  </>
);
