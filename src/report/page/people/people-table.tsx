/** Who queries: ranked by cost, with a line of their days. */
import type { VNode } from 'preact';
import { useSelected } from '../data/context';
import { count } from '../data/format';
import { REST, type Selection } from '../data/select';
import { groups, type Group } from '../data/sums';
import { bytesColumn, countColumn, dimensionColumn, Sparkline, usdColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';

const unsuccessful = ({ sums }: Group): number => sums.failed + sums.cancelled + sums.refused;

const COLUMNS: readonly Column<Group>[] = [
  dimensionColumn<Group>('Person', 'user', 'user', ({ name }) => name, { view: 'people' }),
  {
    head: 'Cost by day',
    as: 'dearest_day_usd',
    value: ({ by_day }) => Math.max(0, ...by_day.map((value) => value ?? 0)),
    show: ({ by_day }) => <Sparkline values={by_day} />,
    exact: ({ by_day }) =>
      `${count(by_day.filter((value) => value !== null).length)} active days; sorted by the dearest`,
  },
  usdColumn<Group>('Cost', 'cost_usd', ({ sums }) => sums.cost_usd),
  bytesColumn<Group>('Read', 'data_scanned_bytes', ({ sums }) => sums.data_scanned),
  countColumn<Group>('Queries', 'queries', ({ sums }) => sums.queries),
  {
    ...countColumn<Group>('Failed', 'failed_cancelled_refused', unsuccessful),
    exact: ({ sums }) =>
      `${count(sums.failed)} failed, ${count(sums.cancelled)} cancelled, ${count(sums.refused)} refused`,
  },
];

const byUser = (selection: Selection): Group[] => groups(selection, 'user');

export function PeopleTable({ few }: { few: number }): VNode {
  const rows = useSelected(byUser);
  const rest = rows.find(({ name }) => name === REST);
  return (
    <TableFigure
      title="People"
      from={['usage']}
      left_out={
        rest &&
        `“(all others)” are ${count(rest.sums.queries)} queries of people, workgroups and teams that cost least; this report does not name them.`
      }
      columns={COLUMNS}
      rows={rows}
      keyOf={({ name }) => name}
      few={few}
      order={{ head: 'Cost', down: true }}
      empty="Nobody queried in this period."
    />
  );
}
