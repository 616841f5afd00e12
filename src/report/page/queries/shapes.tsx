/** Queries that are alike but for their literals: what running them again and again costs. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { bytesColumn, countColumn, dimensionColumn, peopleColumn, usdColumn } from '../parts/cells';
import { collect } from '../data/collect';
import { linkTo, useReport } from '../data/context';
import { FigureFrame } from '../parts/figure';
import { counted, shortened } from '../data/format';
import { queryColumns } from './query-table';
import { queryRows } from './query-rows';
import { isRest, plus, REST, type Selection } from '../data/select';
import { oneLine, SqlBlock, useQueryText } from '../parts/sql-text';
import { Table, type Column } from '../parts/table';

interface Shape {
  fingerprint: string;
  query: string | null;
  query_length: number | null;
  runs: number;
  failed: number;
  cost_usd: number | null;
  dearest_usd: number | null;
  data_scanned: number | null;
  lost_bytes: number | null;
  people: Set<string>;
}

/** The newest text of each shape, by fingerprint. */
function texts({ data }: Selection): Map<string, { query: string | null; length: number | null }> {
  const figure = data.figure('shapes');
  return new Map(
    Array.from({ length: figure.rows }, (_, row) => [
      figure.text('query_fingerprint', row) ?? '',
      { query: figure.text('query', row), length: figure.number('query_length', row) },
    ]),
  );
}

function shapes(selection: Selection): Shape[] {
  const figure = selection.data.figure('shape_runs');
  const known = texts(selection);
  return collect(
    selection,
    figure,
    (row) => figure.text('query_fingerprint', row),
    (_row, fingerprint): Shape => ({
      fingerprint,
      query: known.get(fingerprint)?.query ?? null,
      query_length: known.get(fingerprint)?.length ?? null,
      runs: 0,
      failed: 0,
      cost_usd: null,
      dearest_usd: null,
      data_scanned: null,
      lost_bytes: null,
      people: new Set(),
    }),
    (shape, row) => {
      shape.runs += figure.number('runs', row) ?? 0;
      shape.failed += (figure.number('failed', row) ?? 0) + (figure.number('cancelled', row) ?? 0);
      for (const name of ['cost_usd', 'data_scanned', 'lost_bytes'] as const)
        shape[name] = plus(shape[name], figure.number(name, row));
      const dearest = figure.number('dearest_usd', row);
      if (dearest !== null) shape.dearest_usd = Math.max(shape.dearest_usd ?? 0, dearest);
      shape.people.add(isRest(figure, row) ? REST : (figure.text('user', row) ?? ''));
    },
  );
}

/** All runs but the dearest one: what a result that is kept, or a filter, could save. */
const repeated = ({ cost_usd, dearest_usd, runs }: Shape): number | null =>
  cost_usd === null || dearest_usd === null ? null : runs > 1 ? cost_usd - dearest_usd : 0;

function ShapeText({ shape }: { shape: Shape }): VNode {
  const { state } = useReport();
  const text = useQueryText()(shape.query);
  const shown = text === null ? shape.fingerprint.slice(0, 16) : oneLine(text);
  return (
    <a
      class="code"
      href={linkTo(state, { view: 'queries', open: shape.fingerprint })}
      title={shortened(shown, 400)}
    >
      {shortened(shown, 200) || '(empty)'}
    </a>
  );
}

const COLUMNS: readonly Column<Shape>[] = [
  {
    head: 'Query, newest run',
    as: 'last_query_begins',
    kind: 'wide',
    value: ({ query, fingerprint }) =>
      query === null ? fingerprint : oneLine(query).slice(0, 500),
    show: (shape) => <ShapeText shape={shape} />,
  },
  countColumn<Shape>('Runs', 'runs', ({ runs }) => runs),
  peopleColumn<Shape>(),
  usdColumn<Shape>('Cost', 'cost_usd', ({ cost_usd }) => cost_usd),
  usdColumn<Shape>('Repeated', 'repeated_usd', repeated),
  countColumn<Shape>('Failed', 'failed_or_cancelled', ({ failed }) => failed),
  bytesColumn<Shape>('Read in vain', 'lost_bytes', ({ lost_bytes }) => lost_bytes),
];

interface RunsOf {
  name: string;
  runs: number;
  cost_usd: number | null;
}

const PEOPLE_COLUMNS: readonly Column<RunsOf>[] = [
  dimensionColumn<RunsOf>('Person', 'user', 'user', ({ name }) => name),
  countColumn<RunsOf>('Runs', 'runs', ({ runs }) => runs),
  usdColumn<RunsOf>('Cost', 'cost_usd', ({ cost_usd }) => cost_usd),
];

function ShapeDetail({ shape }: { shape: Shape }): VNode {
  const { selection } = useReport();
  const figure = selection.data.figure('shape_runs');
  const people = collect(
    selection,
    figure,
    (row) =>
      figure.text('query_fingerprint', row) === shape.fingerprint
        ? isRest(figure, row)
          ? REST
          : (figure.text('user', row) ?? '')
        : null,
    (_row, name): RunsOf => ({ name, runs: 0, cost_usd: null }),
    (runs, row) => {
      runs.runs += figure.number('runs', row) ?? 0;
      runs.cost_usd = plus(runs.cost_usd, figure.number('cost_usd', row));
    },
  );
  const queries = queryRows(selection).filter((row) => row.query_fingerprint === shape.fingerprint);
  return (
    <div class="query-detail">
      <SqlBlock text={shape.query} length={shape.query_length} />
      <div class="two">
        <section>
          <h3>Who runs it</h3>
          <Table
            name="Who runs it"
            columns={PEOPLE_COLUMNS}
            rows={people}
            keyOf={({ name }) => name}
            order={{ head: 'Runs', down: true }}
            empty="Nobody."
          />
        </section>
        <section>
          <h3>Its dearest runs</h3>
          <Table
            name="Its dearest runs"
            columns={queryColumns.slice(1)}
            rows={queries}
            keyOf={({ id }) => id}
            few={5}
            order={{ head: 'Cost', down: true }}
            empty="No single run of it is in this report."
          />
        </section>
      </div>
    </div>
  );
}

export function Shapes(): VNode {
  const { selection, state } = useReport();
  const rows = useMemo(() => shapes(selection), [selection]);
  const all = selection.data.figure('shapes').rows;
  return (
    <FigureFrame
      title="Dearest shapes of queries"
      note="Queries that are alike but for their literals. “Repeated” is the cost of all runs but the dearest; “read in vain” what failed and cancelled runs had read."
      from={['shape_runs', 'shapes']}
      left_out={`Of the ${counted(all, 'shape')} that cost most in the whole period; “${COLUMNS[0]?.head ?? ''}” has the newest text of each.`}
    >
      <Table
        name="Dearest shapes of queries"
        columns={COLUMNS}
        rows={rows}
        keyOf={({ fingerprint }) => fingerprint}
        detail={(shape) => <ShapeDetail shape={shape} />}
        open={state.open}
        few={15}
        order={{ head: 'Cost', down: true }}
        empty="No query with a text ran in this period."
      />
    </FigureFrame>
  );
}
