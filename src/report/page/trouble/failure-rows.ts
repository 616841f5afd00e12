/** Failures brought together by reason, and a reason's by whom it happens to. */
import { collect, keyed, later } from '../data/collect';
import { isRest, REST, type Selection } from '../data/select';
import { plus } from '../data/sums';

export interface Reason {
  key: string;
  state: string | null;
  code: string | null;
  reason: string | null;
  people: Set<string>;
  times: number;
  inserts: number;
  data_scanned: number | null;
  cost_usd: number | null;
  last_at: string | null;
}

type Figures = ReturnType<typeof failuresOf>;
const failuresOf = (selection: Selection) => selection.data.figure('failures');

/** Athena's and CloudTrail's names of errors; a message may begin with one. */
const codeOf = (figure: Figures, row: number): string | null =>
  figure.text('error_code', row) ??
  /^[A-Z][A-Z0-9_]{3,}(?=:|$)/.exec(figure.text('reason', row) ?? '')?.[0] ??
  null;

const reasonKey = (figure: Figures, row: number): string =>
  keyed(figure.text('state', row), figure.text('error_code', row), figure.text('reason', row));

export function reasons(selection: Selection): Reason[] {
  const figure = failuresOf(selection);
  return collect(
    selection,
    figure,
    (row) => reasonKey(figure, row),
    (row, key): Reason => ({
      key,
      state: figure.text('state', row),
      code: codeOf(figure, row),
      reason: figure.text('reason', row),
      people: new Set(),
      times: 0,
      inserts: 0,
      data_scanned: null,
      cost_usd: null,
      last_at: null,
    }),
    (reason, row) => {
      reason.people.add(isRest(figure, row) ? REST : (figure.text('user', row) ?? ''));
      reason.times += figure.number('times', row) ?? 0;
      reason.inserts += figure.number('inserts', row) ?? 0;
      reason.data_scanned = plus(reason.data_scanned, figure.number('data_scanned', row));
      reason.cost_usd = plus(reason.cost_usd, figure.number('cost_usd', row));
      reason.last_at = later(reason.last_at, figure.text('last_at', row));
    },
  );
}

export interface Who {
  key: string;
  user: string;
  workgroup: string;
  times: number;
  last_at: string | null;
}

/** By person and workgroup; whoever is folded is one. */
export function whoFails(selection: Selection, { key: reason }: Reason): Who[] {
  const figure = failuresOf(selection);
  const nameOf = (column: 'user' | 'workgroup', row: number): string =>
    isRest(figure, row) ? REST : (figure.text(column, row) ?? '');
  return collect(
    selection,
    figure,
    (row) =>
      reasonKey(figure, row) === reason
        ? keyed(nameOf('user', row), nameOf('workgroup', row), String(isRest(figure, row)))
        : null,
    (row, key): Who => ({
      key,
      user: nameOf('user', row),
      workgroup: nameOf('workgroup', row),
      times: 0,
      last_at: null,
    }),
    (who, row) => {
      who.times += figure.number('times', row) ?? 0;
      who.last_at = later(who.last_at, figure.text('last_at', row));
    },
  );
}
