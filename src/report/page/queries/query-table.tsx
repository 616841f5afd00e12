import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { linkTo, useReport, useSelected } from '../data/context';
import { counted, duration, exactTime, shortened, usd } from '../data/format';
import {
  bytesColumn,
  dimensionColumn,
  Name,
  StateMark,
  timeColumn,
  usdColumn,
} from '../parts/cells';
import { oneLine, SqlBlock, useQueryText } from '../parts/sql-text';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
import type { Order } from '../parts/table-rows';
import { leastUsd, queryRows, type QueryRow } from './query-rows';

const MOST_SIGNS = 200;

function QueryText({ row }: { row: QueryRow }): VNode {
  const { state } = useReport();
  const text = useQueryText()(row.query);
  const shown = text === null ? row.id : oneLine(text);
  return (
    <a
      class="code"
      href={linkTo(state, { view: 'queries', open: row.id })}
      title={shortened(shown, 400)}
    >
      {shortened(shown, MOST_SIGNS) || '(empty)'}
    </a>
  );
}

export const queryColumns: readonly Column<QueryRow>[] = [
  {
    head: 'Query',
    as: 'query_begins',
    kind: 'wide',
    value: ({ query, id }) => (query === null ? id : oneLine(query).slice(0, 500)),
    show: (row) => <QueryText row={row} />,
  },
  usdColumn<QueryRow>('Cost', 'cost_usd', ({ cost_usd }) => cost_usd),
  bytesColumn<QueryRow>('Read', 'data_scanned_bytes', ({ data_scanned }) => data_scanned),
  dimensionColumn<QueryRow>('Person', 'user', 'user', ({ user }) => user, { view: 'people' }),
  {
    head: 'State',
    as: 'state',
    value: ({ state }) => state,
    show: ({ state }) => <StateMark state={state} />,
  },
  timeColumn<QueryRow>('Submitted', 'submitted_at', ({ submitted_at }) => submitted_at),
];

/** For exports: what the table itself has no room for. */
export function QueryDetail({ row }: { row: QueryRow }): VNode {
  const { state } = useReport();
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    ['Id', <code key="id">{row.id}</code>],
    ['Account', <Name key="a" dimension="account_id" value={row.account_id ?? ''} />],
    ['Region', <Name key="r" dimension="region" value={row.region ?? ''} />],
    ['Workgroup', <Name key="w" dimension="workgroup" value={row.workgroup ?? ''} />],
    ['Team', <Name key="t" dimension="team" value={row.team ?? ''} />],
    ['Database', row.database_name ?? '–'],
    ['Kind', row.kind?.toLowerCase().replaceAll('_', ' ') ?? '–'],
    [
      'Priced by',
      row.result_reused ? 'nothing: the result was reused' : (row.pricing_model ?? '–'),
    ],
    ['Time', `${duration(row.total_ms)}, of it ${duration(row.queue_ms)} in the queue`],
    ['Submitted', exactTime(row.submitted_at).replace('\n', ', ')],
  ];
  return (
    <div class="query-detail">
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {row.error_message !== null && <p class="error-words">{row.error_message}</p>}
      <SqlBlock text={row.query} length={row.query_length} />
      {row.query_fingerprint !== null && (
        <p class="quiet">
          <a href={linkTo(state, { view: 'queries', open: row.query_fingerprint })}>
            All queries of this shape
          </a>{' '}
          · fingerprint <code>{row.query_fingerprint.slice(0, 16)}</code>
        </p>
      )}
    </div>
  );
}

interface QueryTableProps {
  title: string;
  note?: string;
  few: number;
  /** The rows of the report that belong here. */
  where?: (row: QueryRow) => boolean;
  order?: Order;
  open?: string | undefined;
  empty: string;
}

const DEAREST: Order = { head: 'Cost', down: true };

export function QueryTable({ where, order = DEAREST, ...props }: QueryTableProps): VNode {
  const all = useSelected(queryRows);
  const rows = useMemo(() => (where ? all.filter(where) : all), [all, where]);
  return (
    <TableFigure
      {...props}
      from={['queries']}
      left_out={where === undefined ? <LeftOut shown={rows.length} /> : null}
      columns={queryColumns}
      rows={rows}
      keyOf={({ id }) => id}
      detail={(row) => <QueryDetail row={row} />}
      order={order}
    />
  );
}

/** Which queries are not among the rows. */
function LeftOut({ shown }: { shown: number }): VNode | null {
  const { selection } = useReport();
  const least = leastUsd(selection);
  const all = useMemo(() => selection.data.figure('totals').number('queries', 0) ?? 0, [selection]);
  if (selection.data.figure('queries').rows >= all) return null;
  return (
    <>
      {counted(shown, 'query', 'queries')} of what is selected: every one of the period that cost
      more than {usd(least)}, the ten dearest of each of the sixty people who cost most, and those
      that read most in vain. Cheaper ones are counted everywhere, and listed in the table events
      only.
    </>
  );
}
