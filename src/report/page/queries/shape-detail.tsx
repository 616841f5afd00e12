/** An opened shape: its newest text, who runs it, and its dearest runs. */
import type { VNode } from 'preact';
import { collect } from '../data/collect';
import { useReport } from '../data/context';
import { isRest, REST } from '../data/select';
import { plus } from '../data/sums';
import { countColumn, dimensionColumn, usdColumn } from '../parts/cells';
import { SqlBlock } from '../parts/sql-text';
import { Table, type Column } from '../parts/table';
import { queryRows } from './query-rows';
import { queryColumns } from './query-table';
import type { Shape } from './shape-rows';

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

export function ShapeDetail({ shape }: { shape: Shape }): VNode {
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
