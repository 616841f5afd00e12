/** What the stand-in of Athena says of a statement: its states, then its results by page. */
import type {
  AthenaError,
  GetQueryResultsOutput,
  QueryExecution,
  QueryExecutionState,
  StartQueryExecutionInput,
} from '@aws-sdk/client-athena';
import { awsError } from './faults';

/** What becomes of one statement. */
export interface StatementOutcome {
  /** Refused by StartQueryExecution in these words, as a statement is that cannot be parsed. */
  refused?: string;
  /** State at each look before the last one; QUEUED, then RUNNING unless given. */
  on_the_way?: readonly QueryExecutionState[];
  state?: 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason?: string;
  error?: AthenaError;
  /** Of an INSERT; Athena says 0 for a SELECT. `null`: left out. */
  update_count?: number | null;
  columns?: readonly (readonly [name: string, type: string])[];
  /** As text; null is NULL. */
  rows?: readonly (readonly (string | null)[])[];
}

export interface Running {
  input: StartQueryExecutionInput;
  outcome: StatementOutcome;
  looks: number;
}

export const refuse = (message: string): Error => awsError('InvalidRequestException', message);

const stateOf = ({ outcome, looks }: Running): QueryExecutionState =>
  (outcome.on_the_way ?? ['QUEUED', 'RUNNING'])[looks] ?? outcome.state ?? 'SUCCEEDED';

export function look(id: string, running: Running): { QueryExecution: QueryExecution } {
  const State = stateOf(running);
  running.looks++;
  const { reason, error } = running.outcome;
  const ended = State === 'FAILED' || State === 'CANCELLED';
  return {
    QueryExecution: {
      QueryExecutionId: id,
      Status: {
        State,
        ...(ended && reason !== undefined && { StateChangeReason: reason }),
        ...(State === 'FAILED' && error && { AthenaError: error }),
      },
    },
  };
}

export function results(
  running: Running,
  token: string | undefined,
  pageSize: number,
): GetQueryResultsOutput {
  const state = stateOf(running);
  if (state !== 'SUCCEEDED')
    throw refuse(`Query did not finish successfully. Final query state: ${state}`);
  const { columns = [], rows = [], update_count = 0 } = running.outcome;
  const all = columns.length > 0 ? [columns.map(([name]) => name), ...rows] : [];
  const from = Number(token ?? 0);
  const Rows = all.slice(from, from + pageSize).map((row) => ({
    Data: row.map((text) => (text === null ? {} : { VarCharValue: text })),
  }));
  const ColumnInfo = columns.map(([Name, Type]) => ({ Name, Type, Label: Name }));
  return {
    ...(update_count !== null && { UpdateCount: update_count }),
    ResultSet: { Rows, ResultSetMetadata: { ColumnInfo } },
    ...(from + pageSize < all.length && { NextToken: String(from + pageSize) }),
  };
}
