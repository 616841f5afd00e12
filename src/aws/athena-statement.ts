/** One statement on Athena: started or joined by its token, then waited for. */
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { AwsCallFailed, DeadlineReached, LedgerError } from '../core/errors';
import type { Clock, Log, StatementCall } from '../core/ports';
import { assertToken } from '../core/run-id';
import { type AthenaCall, failure, refusal, type StatementPlace } from './athena-refusal';
import { errorName } from './call-failed';
import { retrying } from './retry';

/** The catalog that Glue's databases appear under in Athena. */
const CATALOG = 'AwsDataCatalog';

const FIRST_POLL_MS = 500;
const LONGEST_POLL_MS = 5_000;
const POLL_GROWTH = 1.5;

/** Left to the caller to write its cursor after DeadlineReached. */
const MARGIN_MS = 5_000;

export interface AthenaStatement extends StatementPlace {
  client: AthenaClient;
  clock: Clock;
  log: Log;
  call: StatementCall;
}

/** @throws DeadlineReached if the caller cannot wait that long */
function leaveTimeFor(wait_ms: number, { call }: AthenaStatement): void {
  if (call.deadline.remainingMs() >= wait_ms + MARGIN_MS) return;
  throw new DeadlineReached(
    'The time is over before the statement is; the same token joins it again.',
  );
}

/** Sends one call, patiently; every call here may be repeated, a start because of its token. */
export async function send<T>(
  statement: AthenaStatement,
  name: AthenaCall,
  request: () => Promise<T>,
): Promise<T> {
  try {
    return await retrying(statement.clock, request, {
      beforeWait: (error, wait_ms) => {
        leaveTimeFor(wait_ms, statement);
        statement.log.warn('athena_call_retried', { call: name, error: errorName(error), wait_ms });
      },
    });
  } catch (error) {
    throw error instanceof LedgerError ? error : refusal(name, statement, error);
  }
}

async function start(statement: AthenaStatement, text: string): Promise<string> {
  const { client, call, database, workgroup } = statement;
  const command = new StartQueryExecutionCommand({
    QueryString: text,
    ClientRequestToken: call.token,
    QueryExecutionContext: { Database: database, Catalog: CATALOG },
    WorkGroup: workgroup,
  });
  const { QueryExecutionId } = await send(statement, 'StartQueryExecution', () =>
    client.send(command),
  );
  if (QueryExecutionId) return QueryExecutionId;
  throw new AwsCallFailed(
    `athena:StartQueryExecution in workgroup ${workgroup} answered without a query execution id; run the job again.`,
  );
}

async function executionOf(statement: AthenaStatement, id: string): Promise<QueryExecution> {
  const command = new GetQueryExecutionCommand({ QueryExecutionId: id });
  const answer = await send(statement, 'GetQueryExecution', () => statement.client.send(command));
  return answer.QueryExecution ?? {};
}

function logEnd({ log, workgroup }: AthenaStatement, id: string, execution: QueryExecution): void {
  log.info('statement_ended', {
    query_execution_id: id,
    workgroup,
    state: execution.Status?.State,
    total_ms: execution.Statistics?.TotalExecutionTimeInMillis ?? null,
    data_scanned_bytes: execution.Statistics?.DataScannedInBytes ?? null,
  });
}

/** Only the three final states end the waiting: a statement may go from RUNNING back to QUEUED. */
async function waitFor(statement: AthenaStatement, id: string): Promise<void> {
  for (let poll_ms = FIRST_POLL_MS; ; poll_ms = Math.min(poll_ms * POLL_GROWTH, LONGEST_POLL_MS)) {
    const execution = await executionOf(statement, id);
    const state = execution.Status?.State;
    if (state === 'SUCCEEDED' || state === 'FAILED' || state === 'CANCELLED') {
      logEnd(statement, id, execution);
      if (state === 'SUCCEEDED') return;
      throw failure(id, statement, execution.Status ?? {});
    }
    leaveTimeFor(poll_ms, statement);
    await statement.clock.sleep(poll_ms);
  }
}

/**
 * Starts a statement, or joins the one that its token started, and waits until it succeeded.
 * @returns its query execution id
 * @throws StatementFailed, DeadlineReached, AwsCallFailed, InvalidInput (the token)
 */
export async function runStatement(statement: AthenaStatement, text: string): Promise<string> {
  assertToken(statement.call.token);
  leaveTimeFor(FIRST_POLL_MS, statement);
  const id = await start(statement, text);
  // The text stays out of the log: it is in Athena's history under this id.
  statement.log.info('statement_started', {
    query_execution_id: id,
    workgroup: statement.workgroup,
    database: statement.database,
  });
  await waitFor(statement, id);
  return id;
}
