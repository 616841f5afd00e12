/** The SqlEngine on Athena: statements by token, results by page. */
import { type AthenaClient, GetQueryResultsCommand } from '@aws-sdk/client-athena';
import type { Clock, Log, SqlEngine, SqlRow, StatementCall } from '../core/ports';
import { rowsOf } from './athena-rows';
import { type AthenaStatement, runStatement, send } from './athena-statement';

export interface AthenaEngineOptions {
  client: AthenaClient;
  clock: Clock;
  log: Log;
  /** Glue database of the lake. */
  database: string;
  workgroup: string;
}

const resultsPage = (statement: AthenaStatement, id: string, token?: string) =>
  send(statement, 'GetQueryResults', () =>
    statement.client.send(new GetQueryResultsCommand({ QueryExecutionId: id, NextToken: token })),
  );

/**
 * UpdateCount is the number of rows an INSERT INTO wrote, 0 included (API reference,
 * GetQueryResults). Should the answer leave it out, nothing is known: null, not 0.
 */
async function rowsWritten(statement: AthenaStatement, id: string): Promise<number | null> {
  const { UpdateCount } = await resultsPage(statement, id);
  return UpdateCount ?? null;
}

async function allRows(statement: AthenaStatement, id: string): Promise<SqlRow[]> {
  const rows: SqlRow[] = [];
  let token: string | undefined;
  do {
    const page = await resultsPage(statement, id, token);
    rows.push(...rowsOf(page, token === undefined));
    token = page.NextToken;
  } while (token);
  return rows;
}

/**
 * Athena as the engine. Statements run in `database` of the AwsDataCatalog and in `workgroup`, whose
 * settings (result location, encryption, bytes-scanned cutoff) apply.
 *
 * Decimals come as numbers, like doubles; dates and timestamps as Athena's text.
 * @throws StatementFailed, DeadlineReached, AwsCallFailed, InvalidInput (a token out of bounds)
 */
export function athenaEngine(options: AthenaEngineOptions): SqlEngine {
  const on = (call: StatementCall): AthenaStatement => ({ ...options, call });
  return {
    async insert(statement, call) {
      const id = await runStatement(on(call), statement);
      // Athena has no way to leave unreadable files out: it fails the statement.
      return { rows_written: await rowsWritten(on(call), id), files_skipped: 0 };
    },
    async query(statement, call) {
      const id = await runStatement(on(call), statement);
      return allRows(on(call), id);
    },
  };
}
