/** A figure that is one table, called what the figure is called. */
import type { VNode } from 'preact';
import { FigureFrame, type FigureProps } from './figure';
import { Table, type TableProps } from './table';

type TableFigureProps<T> = Omit<FigureProps, 'children' | 'class'> & Omit<TableProps<T>, 'name'>;

export function TableFigure<T>(props: TableFigureProps<T>): VNode {
  const { title, from, note, left_out, ...table } = props;
  return (
    <FigureFrame title={title} from={from} note={note} left_out={left_out}>
      <Table name={title} {...table} />
    </FigureFrame>
  );
}
