/** Queries that are alike but for their literals: what running them again and again costs. */
import type { VNode } from 'preact';
import { linkTo, useReport, useSelected } from '../data/context';
import { counted, shortened } from '../data/format';
import { bytesColumn, countColumn, peopleColumn, usdColumn } from '../parts/cells';
import { oneLine, useQueryText } from '../parts/sql-text';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
import { ShapeDetail } from './shape-detail';
import { repeated, shapes, type Shape } from './shape-rows';

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

export function Shapes(): VNode {
  const { selection, state } = useReport();
  const all = selection.data.figure('shapes').rows;
  return (
    <TableFigure
      title="Dearest shapes of queries"
      note="Queries that are alike but for their literals. “Repeated” is the cost of all runs but the dearest; “read in vain” what failed and cancelled runs had read."
      from={['shape_runs', 'shapes']}
      left_out={`Of the ${counted(all, 'shape')} that cost most in the whole period; “${COLUMNS[0]?.head ?? ''}” has the newest text of each.`}
      columns={COLUMNS}
      rows={useSelected(shapes)}
      keyOf={({ fingerprint }) => fingerprint}
      detail={(shape) => <ShapeDetail shape={shape} />}
      open={state.open}
      few={15}
      order={{ head: 'Cost', down: true }}
      empty="No query with a text ran in this period."
    />
  );
}
