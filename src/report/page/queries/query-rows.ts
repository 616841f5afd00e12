/** Single queries as rows: those that the report holds, of what is selected. */
import { rowsOf } from '../data/collect';
import type { Selection } from '../data/select';

export interface QueryRow {
  id: string;
  submitted_at: string | null;
  account_id: string | null;
  region: string | null;
  workgroup: string | null;
  team: string | null;
  user: string | null;
  state: string | null;
  kind: string | null;
  database_name: string | null;
  data_scanned: number | null;
  cost_usd: number | null;
  pricing_model: string | null;
  total_ms: number | null;
  queue_ms: number | null;
  result_reused: boolean;
  error_message: string | null;
  query_length: number | null;
  query: string | null;
  query_fingerprint: string | null;
}

export function queryRows(selection: Selection): QueryRow[] {
  const figure = selection.data.figure('queries');
  return rowsOf(selection, figure, (row) => ({
    id: figure.text('query_execution_id', row) ?? '',
    submitted_at: figure.text('submitted_at', row),
    account_id: figure.text('account_id', row),
    region: figure.text('region', row),
    workgroup: figure.text('workgroup', row),
    team: figure.text('team', row),
    user: figure.text('user', row),
    state: figure.text('state', row),
    kind: figure.text('substatement_type', row) ?? figure.text('statement_type', row),
    database_name: figure.text('database_name', row),
    data_scanned: figure.number('data_scanned', row),
    cost_usd: figure.number('cost_usd', row),
    pricing_model: figure.text('pricing_model', row),
    total_ms: figure.number('total_ms', row),
    queue_ms: figure.number('queue_ms', row),
    result_reused: figure.flag('result_reused', row),
    error_message: figure.text('error_message', row),
    query_length: figure.number('query_length', row),
    query: figure.text('query', row),
    query_fingerprint: figure.text('query_fingerprint', row),
  }));
}

/** All queries of the period that cost more than this are in the report; null if none cost anything. */
export const leastUsd = ({ data }: Selection): number | null =>
  data.figure('queries').number('least_usd', 0);
