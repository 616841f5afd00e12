/** A table that sorts, searches, opens its rows and exports itself. */
import type { ComponentChildren, VNode } from 'preact';
import { csv, download } from './csv';
import { Head, Row } from './table-parts';
import { useTableRows, type Order, type Sortable } from './table-rows';

export interface Column<T> extends Sortable<T> {
  /** What is shown; the value itself if not given. `value` is exact, in base units. */
  show?: (row: T) => ComponentChildren;
  /** Shown when somebody points at the cell. */
  exact?: (row: T) => string;
  kind?: 'number' | 'wide';
  /** Name in the CSV's head, with the unit. */
  as: string;
}

export interface TableProps<T> {
  name: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** What a row shows when it is opened. */
  detail?: (row: T) => ComponentChildren;
  /** The row that is open at first. */
  open?: string | undefined;
  /** Column that orders at first, by its head; else the rows as they are. */
  order?: Order;
  /** Rows shown at first. */
  few?: number;
  empty: string;
}

const FEW = 10;

const fileName = (name: string): string => `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.csv`;

export function Table<T>(props: TableProps<T>): VNode {
  const { name, columns, rows, keyOf, detail, few = FEW } = props;
  const { open: first_open = null, order: first_order = null } = props;
  const seen = useTableRows({ rows, columns, keyOf, few, order: first_order, open: first_open });
  const { ordered, visible, words } = seen;
  if (rows.length === 0) return <p class="empty">{props.empty}</p>;
  const exportRows = (): void => {
    const cells = ordered.map((row) => columns.map(({ value }) => value(row)));
    download(
      fileName(name),
      csv(
        columns.map(({ as }) => as),
        cells,
      ),
    );
  };
  return (
    <div class="table-box">
      <Tools
        name={name}
        words={words}
        onWords={rows.length > few / 2 ? seen.setWords : null}
        found={ordered.length}
        all={rows.length}
        onExport={exportRows}
      />
      <div class="scroll" tabIndex={0} role="region" aria-label={name}>
        <table>
          <Head
            columns={columns}
            hasDetails={detail !== undefined}
            order={seen.order}
            onOrder={seen.setOrder}
          />
          <tbody>
            {visible.map((row) => (
              <Row
                key={keyOf(row)}
                row={row}
                columns={columns}
                detail={detail}
                isOpen={keyOf(row) === seen.open}
                onOpen={() => {
                  seen.setOpen(keyOf(row) === seen.open ? null : keyOf(row));
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {ordered.length === 0 && <p class="empty">Nothing here matches “{words}”.</p>}
      {seen.next > 0 && (
        <More next={seen.next} shown={visible.length} of={ordered.length} onMore={seen.showMore} />
      )}
    </div>
  );
}

interface ToolsProps {
  name: string;
  words: string;
  /** Null where there is too little to search. */
  onWords: ((words: string) => void) | null;
  found: number;
  all: number;
  onExport: () => void;
}

const rowsOf = (found: number, all: number): string => {
  const whole = `${all.toLocaleString('en-US')} ${all === 1 ? 'row' : 'rows'}`;
  return found === all ? whole : `${found.toLocaleString('en-US')} of ${whole}`;
};

function Tools({ name, words, onWords, found, all, onExport }: ToolsProps): VNode {
  return (
    <div class="table-tools no-print">
      {onWords && (
        <input
          type="search"
          placeholder="Search"
          aria-label={`Search in ${name}`}
          value={words}
          onInput={(event) => {
            onWords(event.currentTarget.value);
          }}
        />
      )}
      <span class="quiet" role="status">
        {rowsOf(found, all)}
      </span>
      <button type="button" class="plain" onClick={onExport} aria-label={`${name} as CSV`}>
        CSV
      </button>
    </div>
  );
}

interface MoreProps {
  next: number;
  shown: number;
  of: number;
  onMore: () => void;
}

const More = ({ next, shown, of, onMore }: MoreProps): VNode => (
  <>
    <button type="button" class="plain more no-print" onClick={onMore}>
      Show {next.toLocaleString('en-US')} more
    </button>
    <p class="left-out print-only">
      The first {shown} of {of.toLocaleString('en-US')} rows.
    </p>
  </>
);
