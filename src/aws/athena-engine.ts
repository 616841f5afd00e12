/** The SqlEngine on Athena: statements by token, results by page. */
import { type AthenaClient, GetQueryResultsCommand } from '@aws-sdk/client-athena';
import { DeadlineReached } from '../core/errors';
import type { Clock, Log, SqlEngine, SqlReader, SqlRow, StatementCall } from '../core/ports';
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

const resultsPage = (statement: AthenaStatement, id: string, token?: string, rows?: number) =>
  send(statement, 'GetQueryResults', () =>
    statement.client.send(
      new GetQueryResultsCommand({ QueryExecutionId: id, NextToken: token, MaxResults: rows }),
    ),
  );

/**
 * UpdateCount is the number of rows an INSERT INTO wrote, 0 included (API reference,
 * GetQueryResults). Should the answer leave it out, nothing is known: null, not 0.
 */
async function rowsWritten(statement: AthenaStatement, id: string): Promise<number | null> {
  const { UpdateCount } = await resultsPage(statement, id);
  return UpdateCount ?? null;
}

/** Rows of a statement that succeeded, by page. */
async function* resultPages(
  statement: AthenaStatement,
  id: string,
  page_rows?: number,
): AsyncGenerator<SqlRow[]> {
  let token: string | undefined;
  do {
    const page = await resultsPage(statement, id, token, page_rows);
    const rows = rowsOf(page, token === undefined);
    if (rows.length > 0) yield rows;
    token = page.NextToken;
  } while (token);
}

async function allRows(statement: AthenaStatement, id: string): Promise<SqlRow[]> {
  const rows: SqlRow[] = [];
  for await (const page of resultPages(statement, id)) rows.push(...page);
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

/**
 * Half of the 1,000 rows that Athena gives at most: 500 SQL texts of 262,144 bytes are 131 MB, and
 * twice that while they are being read from JSON.
 */
const PAGE_ROWS = 500;

/** Between two pages the caller's time may be over. */
const MARGIN_MS = 5_000;

/**
 * Answers larger than memory, in the same place and way.
 * @throws what the engine throws; DeadlineReached before a page for which no time is left
 */
export function athenaReader(options: AthenaEngineOptions): SqlReader {
  return {
    async *pages(statement, call) {
      const on: AthenaStatement = { ...options, call };
      const id = await runStatement(on, statement);
      for await (const rows of resultPages(on, id, PAGE_ROWS)) {
        yield rows;
        if (call.deadline.remainingMs() < MARGIN_MS)
          throw new DeadlineReached('The time is over before all rows are read.');
      }
    },
  };
}
