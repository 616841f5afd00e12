/** What Trino made of a statement, in Athena's terms. */
import { StatementFailed } from '../../../src/core/errors';
import type { StatementOutcome } from '../../stand-ins/athena-outcome';
import type { Json } from '../../cases-runner/expand';
import type { TrinoClient, TrinoResult } from '../client';

/** Categories of AthenaError: 1 is Athena's own failure, 2 the statement's (API reference). */
const [SYSTEM, USER] = [1, 2];

/** A failed statement as GetQueryExecution tells it. */
export const failedWith = (message: string, retryable: boolean): StatementOutcome => ({
  state: 'FAILED',
  reason: message,
  error: {
    ErrorCategory: retryable ? SYSTEM : USER,
    Retryable: retryable,
    ErrorMessage: message,
  },
});

/** `varchar(10)` is `varchar` in Athena's ColumnInfo. */
const typeOf = (type: string): string => type.replace(/\(.*$/, '');

const textOf = (value: Json): string | null => {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const succeeded = ({ columns, types, rows, update_count }: TrinoResult): StatementOutcome =>
  update_count === null
    ? {
        columns: columns.map((name, i) => [name, typeOf(types[i]!)] as const),
        rows: rows.map((row) => row.map(textOf)),
      }
    : { update_count };

/** Runs a statement to its end. */
export async function outcomeOf(client: TrinoClient, text: string): Promise<StatementOutcome> {
  try {
    return succeeded(await client.run(text));
  } catch (error) {
    if (error instanceof StatementFailed) return failedWith(error.message, error.retryable);
    return failedWith(String(error), true);
  }
}
