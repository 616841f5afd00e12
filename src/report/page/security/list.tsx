import type { VNode } from 'preact';
import type { FigureName } from '../../model';
import { useSelected } from '../data/context';
import { counted } from '../data/format';
import type { Selection } from '../data/select';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
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

/** How many rows the lake has more than this report; null if none. */
export const cut = ({ rows, of }: Listed<unknown>): string | null =>
  of > rows.length ? `Of ${counted(of, 'row')} this report holds the first.` : null;

/** A figure whose rows are the table's. */
export function List<T extends { key: string }>(props: ListProps<T>): VNode {
  const { from, read, order, ...figure } = props;
  const found = useSelected(read);
  return (
    <TableFigure
      {...figure}
      from={[from]}
      rows={found.rows}
      keyOf={({ key }) => key}
      order={{ head: order, down: true }}
      left_out={cut(found)}
    />
  );
}
