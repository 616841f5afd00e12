/** Rows of the figures that are lists already: one row of the SQL is one row of the table. */
import type { FigureName, ColumnOf } from '../../model';
import { rowsOf } from '../data/collect';
import type { Figure } from '../data/data';
import type { Selection } from '../data/select';

export interface Listed<T> {
  rows: T[];
  /** How many rows the lake has; the statement cuts them. */
  of: number;
}

/** Rows of a figure in the lake: more than it holds where its statement cut them. */
export const rowsInLake = <F extends FigureName>(figure: Figure<F>): number =>
  Math.max(figure.number('of_rows' as ColumnOf<F>, 0) ?? 0, figure.rows);

export function list<F extends FigureName, T>(
  selection: Selection,
  name: F,
  read: (figure: Figure<F>, row: number) => T,
): Listed<T> {
  const figure = selection.data.figure(name);
  const rows = rowsOf(selection, figure, (row) => read(figure, row));
  const all = rowsInLake(figure);
  return { rows, of: all > figure.rows ? all : rows.length };
}

export interface Newcomer {
  key: string;
  user: string | null;
  what: string | null;
  source_ip: string | null;
  client_app: string | null;
  account_id: string | null;
  queries: number | null;
  refused: number | null;
  first_at: string | null;
}

export const newcomers = (selection: Selection): Listed<Newcomer> =>
  list(selection, 'newcomers', (figure, row) => ({
    key: String(row),
    user: figure.text('user', row),
    what: figure.text('what', row),
    source_ip: figure.text('source_ip', row),
    client_app: figure.text('client_app', row),
    account_id: figure.text('account_id', row),
    queries: figure.number('queries', row),
    refused: figure.number('refused', row),
    first_at: figure.text('first_at', row),
  }));

export interface Unusual {
  key: string;
  user: string | null;
  day: string | null;
  data_scanned: number | null;
  usual_bytes: number | null;
  times_usual: number | null;
  cost_usd: number | null;
  queries: number | null;
}

export const unusual = (selection: Selection): Listed<Unusual> =>
  list(selection, 'unusual', (figure, row) => ({
    key: String(row),
    user: figure.text('user', row),
    day: figure.text('day', row),
    data_scanned: figure.number('data_scanned', row),
    usual_bytes: figure.number('usual_bytes', row),
    times_usual: figure.number('times_usual', row),
    cost_usd: figure.number('cost_usd', row),
    queries: figure.number('queries', row),
  }));

export interface Unused {
  key: string;
  user: string | null;
  workgroup: string | null;
  account_id: string | null;
  day: string | null;
  days_unused: number | null;
  still_active: boolean;
}

/** Their last day may lie before the period: that is what they are listed for. */
export const unused = (selection: Selection): Listed<Unused> =>
  list({ ...selection, from: -1, to: Infinity }, 'unused', (figure, row) => ({
    key: String(row),
    user: figure.text('user', row),
    workgroup: figure.text('workgroup', row),
    account_id: figure.text('account_id', row),
    day: figure.text('day', row),
    days_unused: figure.number('days_unused', row),
    still_active: figure.flag('still_active', row),
  }));
