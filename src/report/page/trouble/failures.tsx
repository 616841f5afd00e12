/** What failed, was cancelled or refused, by its reason. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useReport, useSelected } from '../data/context';
import {
  bytesColumn,
  countColumn,
  dimensionColumn,
  peopleColumn,
  StateMark,
  stateWord,
  timeColumn,
  usdColumn,
} from '../parts/cells';
import { Table, type Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
import { reasons, whoFails, type Reason, type Who } from './failure-rows';

const COLUMNS: readonly Column<Reason>[] = [
  {
    head: 'Reason',
    as: 'reason_begins',
    kind: 'wide',
    value: ({ reason, code }) => reason ?? code ?? '(no reason given)',
  },
  {
    head: 'How it ended',
    as: 'state',
    value: ({ state }) => stateWord(state),
    show: ({ state }) => <StateMark state={state} />,
  },
  {
    head: 'Error',
    as: 'error',
    value: ({ code }) => code,
    show: ({ code }) => <span class="nowrap">{code ?? '–'}</span>,
  },
];

const REFUSED_COLUMNS: readonly Column<Reason>[] = [
  ...COLUMNS,
  countColumn<Reason>('Times', 'times', ({ times }) => times),
  peopleColumn<Reason>(),
  timeColumn<Reason>('Last', 'last_at', ({ last_at }) => last_at),
];

const ENDED_COLUMNS: readonly Column<Reason>[] = [
  ...COLUMNS,
  countColumn<Reason>('Times', 'times', ({ times }) => times),
  peopleColumn<Reason>(),
  countColumn<Reason>('Inserts', 'inserts', ({ inserts }) => inserts),
  bytesColumn<Reason>('Read', 'data_scanned_bytes', ({ data_scanned }) => data_scanned),
  usdColumn<Reason>('Billed', 'cost_usd', ({ cost_usd }) => cost_usd),
  timeColumn<Reason>('Last', 'last_at', ({ last_at }) => last_at),
];

const WHO_COLUMNS: readonly Column<Who>[] = [
  dimensionColumn<Who>('Person', 'user', 'user', ({ user }) => user),
  dimensionColumn<Who>('Workgroup', 'workgroup', 'workgroup', ({ workgroup }) => workgroup),
  countColumn<Who>('Times', 'times', ({ times }) => times),
  timeColumn<Who>('Last', 'last_at', ({ last_at }) => last_at),
];

function WhoFails({ reason }: { reason: Reason }): VNode {
  const { selection } = useReport();
  const rows = useMemo(() => whoFails(selection, reason), [selection, reason]);
  return (
    <Table
      name="Who it happens to"
      columns={WHO_COLUMNS}
      rows={rows}
      keyOf={({ key }) => key}
      order={{ head: 'Times', down: true }}
      empty="Nobody."
    />
  );
}

interface FailureTableProps {
  title: string;
  note?: string;
  /** Only how it ended. */
  state?: string;
}

export function FailureTable({ state, ...props }: FailureTableProps): VNode {
  const all = useSelected(reasons);
  const rows = useMemo(
    () => (state === undefined ? all : all.filter((reason) => reason.state === state)),
    [all, state],
  );
  return (
    <TableFigure
      {...props}
      from={['failures']}
      columns={state === 'REJECTED' ? REFUSED_COLUMNS : ENDED_COLUMNS}
      rows={rows}
      keyOf={({ key }) => key}
      detail={(reason) => <WhoFails reason={reason} />}
      few={12}
      order={{ head: 'Times', down: true }}
      empty="Nothing of the kind happened in this period."
    />
  );
}
