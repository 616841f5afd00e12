/** Runs brought together by shape. */
import { collect } from '../data/collect';
import { isRest, REST, type Selection } from '../data/select';
import { plus } from '../data/sums';

export interface Shape {
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

export function shapes(selection: Selection): Shape[] {
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
export const repeated = ({ cost_usd, dearest_usd, runs }: Shape): number | null =>
  cost_usd === null || dearest_usd === null ? null : runs > 1 ? cost_usd - dearest_usd : 0;
