/** One person: what they run, when, where, from where, and how they were recognised. */
import type { VNode } from 'preact';
import { linkTo, useReport, useSelected } from '../data/context';
import { listed } from '../data/format';
import { label, SOURCE_WORDS } from '../data/names';
import type { Selection } from '../data/select';
import { groups, type Group } from '../data/sums';
import { CostOverTime } from '../overview/cost-over-time';
import { Headline } from '../overview/headline';
import { bytesColumn, countColumn, dimensionColumn, usdColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
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
  const { state } = useReport();
  const who = useSelected(identities);
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

const byWorkgroup = (selection: Selection): Group[] => groups(selection, 'workgroup');

const Workgroups = (): VNode => (
  <TableFigure
    title="Workgroups"
    from={['usage']}
    columns={WORKGROUP_COLUMNS}
    rows={useSelected(byWorkgroup)}
    keyOf={({ name }) => name}
    order={{ head: 'Cost', down: true }}
    empty="Nothing ran in this period."
  />
);

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
