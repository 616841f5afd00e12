import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { FigureName } from '../../model';
import { useReport } from '../data/context';
import { counted } from '../data/format';
import type { Selection } from '../data/select';
import { FigureFrame } from '../parts/figure';
import { Table, type Column } from '../parts/table';
import type { Listed } from './security-rows';

interface ListProps<T extends { key: string }> {
  title: string;
  note: string;
  from: FigureName;
  read: (selection: Selection) => Listed<T>;
  columns: readonly Column<T>[];
  order: string;
  empty: string;
}

/** A figure whose rows are the table's. */
export function List<T extends { key: string }>(props: ListProps<T>): VNode {
  const { selection } = useReport();
  const { read, title } = props;
  const { rows, of } = useMemo(() => read(selection), [selection, read]);
  return (
    <FigureFrame
      title={title}
      note={props.note}
      from={[props.from]}
      left_out={of > rows.length ? `Of ${counted(of, 'row')} this report holds the first.` : null}
    >
      <Table
        name={title}
        columns={props.columns}
        rows={rows}
        keyOf={({ key }) => key}
        order={{ head: props.order, down: true }}
        empty={props.empty}
      />
    </FigureFrame>
  );
}
