/**
 * Athena's statements behind `aws-sdk-client-mock`: StartQueryExecution with its tokens,
 * GetQueryExecution with states that move at each look, GetQueryResults by page. What a statement
 * does is the test's to say. The answers to misuse are those that Athena gives.
 */
import {
  AthenaClient,
  GetQueryExecutionCommand,
  type GetQueryExecutionInput,
  GetQueryResultsCommand,
  type GetQueryResultsInput,
  StartQueryExecutionCommand,
  type StartQueryExecutionInput,
} from '@aws-sdk/client-athena';
import { mockClient } from 'aws-sdk-client-mock';
import { look, refuse, results, type Running, type StatementOutcome } from './athena-outcome';
import { CallLog } from './faults';

export interface AthenaStandIn {
  client: AthenaClient;
  log: CallLog;
  /** Statements that were started, in order: a joined one stands here once. */
  started: readonly StartQueryExecutionInput[];
}

export interface AthenaStandInOptions {
  database: string;
  workgroup: string;
  /** Runs a statement; called once for each that starts. */
  run: (statement: string) => StatementOutcome | Promise<StatementOutcome>;
  /** Rows per result page, the header included. */
  page_size?: number;
}

function checkStart(input: StartQueryExecutionInput, options: AthenaStandInOptions): void {
  const { length } = input.ClientRequestToken ?? '';
  if (length < 32 || length > 128)
    throw refuse("Value at 'clientRequestToken' failed to satisfy constraint");
  if (input.WorkGroup !== options.workgroup) throw refuse('WorkGroup is not found.');
}

/** A database that is missing shows only when the statement runs. */
function outcomeOf(
  { QueryString, QueryExecutionContext }: StartQueryExecutionInput,
  options: AthenaStandInOptions,
): StatementOutcome | Promise<StatementOutcome> {
  const database = QueryExecutionContext?.Database ?? '';
  if (database === options.database) return options.run(QueryString!);
  return {
    state: 'FAILED',
    reason: `SCHEMA_NOT_FOUND: line 1:1: Schema '${database}' does not exist`,
  };
}

export function athenaStandIn(options: AthenaStandInOptions): AthenaStandIn {
  const client = new AthenaClient({ region: 'eu-west-1' });
  const mock = mockClient(client);
  const log = new CallLog();
  const statements = new Map<string, Running>();
  const ids = new Map<string, string>();
  const started: StartQueryExecutionInput[] = [];

  const join = (id: string, input: StartQueryExecutionInput): { QueryExecutionId: string } => {
    const first = statements.get(id)!.input;
    const same =
      first.QueryString === input.QueryString &&
      first.QueryExecutionContext?.Database === input.QueryExecutionContext?.Database;
    if (!same) throw refuse('Idempotent parameters do not match');
    return { QueryExecutionId: id };
  };
  const start = async (input: StartQueryExecutionInput): Promise<{ QueryExecutionId: string }> => {
    checkStart(input, options);
    const known = ids.get(input.ClientRequestToken!);
    if (known) return join(known, input);
    const outcome = await outcomeOf(input, options);
    if (outcome.refused !== undefined) throw refuse(outcome.refused);
    const id = `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`;
    ids.set(input.ClientRequestToken!, id);
    started.push(input);
    statements.set(id, { input, outcome, looks: 0 });
    return { QueryExecutionId: id };
  };
  const known = (id: string): Running => {
    const running = statements.get(id);
    if (running) return running;
    throw refuse(`QueryExecution ${id} was not found`);
  };

  mock
    .on(StartQueryExecutionCommand)
    .callsFake((input: StartQueryExecutionInput) =>
      log.run('StartQueryExecution', input, () => start(input)),
    );
  mock
    .on(GetQueryExecutionCommand)
    .callsFake((input: GetQueryExecutionInput) =>
      log.run('GetQueryExecution', input, () =>
        look(input.QueryExecutionId!, known(input.QueryExecutionId!)),
      ),
    );
  mock
    .on(GetQueryResultsCommand)
    .callsFake((input: GetQueryResultsInput) =>
      log.run('GetQueryResults', input, () =>
        results(
          known(input.QueryExecutionId!),
          input.NextToken,
          input.MaxResults ?? options.page_size ?? 1000,
        ),
      ),
    );
  return { client, log, started };
}
