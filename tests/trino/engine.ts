/** SqlEngine on Trino. */
import { DeadlineReached } from '../../src/core/errors';
import type { SqlEngine, SqlRow, StatementCall } from '../../src/core/ports';
import { assertToken } from '../../src/core/run-id';
import type { Json } from '../cases-runner/expand';
import type { TrinoClient, TrinoResult } from './client';

/** By column name. */
export type Row = Record<string, Json>;

export const objectsOf = ({ columns, rows }: TrinoResult): Row[] =>
  rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));

/**
 * @param prepare what has to be done before a statement
 * @param ran told of each statement, with the bytes that it read from files
 */
export function trinoEngine(
  client: TrinoClient,
  prepare: (statement: string) => Promise<void>,
  ran: (statement: string, input_bytes: number) => void = () => undefined,
): SqlEngine {
  // As Athena does: the same token joins the first call.
  const calls = new Map<string, Promise<TrinoResult>>();
  const once = async (statement: string, { token, deadline }: StatementCall) => {
    assertToken(token);
    if (deadline.remainingMs() <= 0) throw new DeadlineReached('No time is left.');
    const run = async () => {
      await prepare(statement);
      const result = await client.run(statement);
      ran(statement, result.input_bytes);
      return result;
    };
    const known = calls.get(token) ?? run();
    calls.set(token, known);
    return known;
  };
  return {
    async insert(statement, call) {
      const { update_count } = await once(statement, call);
      return { rows_written: update_count, files_skipped: 0 };
    },
    query: async (statement, call) => objectsOf(await once(statement, call)) as SqlRow[],
  };
}
