/** A table's head and rows. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Column } from './table';
import type { Order } from './table-rows';

interface HeadProps<T> {
  columns: readonly Column<T>[];
  hasDetails: boolean;
  order: Order | null;
  onOrder: (order: Order) => void;
}

export const Head = <T,>({ columns, hasDetails, order, onOrder }: HeadProps<T>): VNode => (
  <thead>
    <tr>
      {hasDetails && (
        <th class="opener no-print">
          <span class="unseen">Details</span>
        </th>
      )}
      {columns.map((column) => (
        <HeadCell
          key={column.head}
          column={column}
          order={order?.head === column.head ? order : null}
          onOrder={onOrder}
        />
      ))}
    </tr>
  </thead>
);

interface HeadCellProps<T> {
  column: Column<T>;
  /** Null if another column orders. */
  order: Order | null;
  onOrder: (order: Order) => void;
}

function HeadCell<T>({ column, order, onOrder }: HeadCellProps<T>): VNode {
  const { head, kind } = column;
  // Numbers begin with the largest, names with the first.
  const next = { head, down: order ? !order.down : kind === 'number' };
  return (
    <th
      scope="col"
      class={kind ?? ''}
      {...(order ? { 'aria-sort': order.down ? 'descending' : 'ascending' } : {})}
    >
      <button
        type="button"
        onClick={() => {
          onOrder(next);
        }}
      >
        {head}
        <span aria-hidden="true" class="arrow">
          {order && (order.down ? '▾' : '▴')}
        </span>
      </button>
    </th>
  );
}

interface RowProps<T> {
  row: T;
  columns: readonly Column<T>[];
  detail: ((row: T) => ComponentChildren) | undefined;
  isOpen: boolean;
  onOpen: () => void;
}

export function Row<T>({ row, columns, detail, isOpen, onOpen }: RowProps<T>): VNode {
  const place = useRef<HTMLTableRowElement>(null);
  // Open from the beginning: a link led here.
  useEffect(() => {
    if (isOpen) place.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <>
      <tr ref={place} class={isOpen ? 'open' : ''}>
        {detail && (
          <td class="opener no-print">
            <button
              type="button"
              aria-expanded={isOpen}
              aria-label={`Details of ${String(columns[0]?.value(row) ?? '').slice(0, 80)}`}
              onClick={onOpen}
            >
              {isOpen ? '▾' : '▸'}
            </button>
          </td>
        )}
        {columns.map((column) => (
          <td key={column.head} class={column.kind ?? ''} title={column.exact?.(row)}>
            {column.show ? column.show(row) : (column.value(row) ?? '–')}
          </td>
        ))}
      </tr>
      {isOpen && detail && (
        <tr class="detail">
          <td colSpan={columns.length + 1}>{detail(row)}</td>
        </tr>
      )}
    </>
  );
}
