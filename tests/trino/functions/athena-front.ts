/**
 * Athena's API before a real Trino: StartQueryExecution runs its statement there. Tokens, states and
 * result pages are as Athena's API reference describes them; of a statement that has ended, the answers
 * are those of tests/stand-ins.
 */
import type {
  GetQueryExecutionInput,
  GetQueryResultsInput,
  StartQueryExecutionInput,
  StopQueryExecutionInput,
} from '@aws-sdk/client-athena';
import { randomUUID } from 'node:crypto';
import { look, refuse, results, type StatementOutcome } from '../../stand-ins/athena-outcome';
import type { LocalServer } from '../../stand-ins/local-server';
import type { TrinoClient } from '../client';
import { jsonServer, type Operation } from './json-server';
import { outcomeOf } from './outcome';
import { CANCELLED, spoiled, type Spoil } from './spoil';

const PAGE_SIZE = 1000;

export interface AthenaFront extends LocalServer {
  /** Statements that began, in order; one that was joined by its token stands here once. */
  started: readonly string[];
  /** Replaces what is planned for the statements to come. */
  plan(...spoils: Spoil[]): void;
  /** Waits for statements that still run; those of a test must not reach into the next. */
  quiet(): Promise<void>;
}

interface Statement {
  input: StartQueryExecutionInput;
  /** Null while it runs. */
  outcome: StatementOutcome | null;
  looks: number;
}

const same = (a: StartQueryExecutionInput, b: StartQueryExecutionInput): boolean =>
  a.QueryString === b.QueryString &&
  a.WorkGroup === b.WorkGroup &&
  a.QueryExecutionContext?.Database === b.QueryExecutionContext?.Database;

function checkStart({ ClientRequestToken }: StartQueryExecutionInput): void {
  const { length } = ClientRequestToken ?? '';
  if (length < 32 || length > 128)
    throw refuse("Value at 'clientRequestToken' failed to satisfy constraint");
}

/** What the front asks others for. */
export interface Services {
  /** A session on a database of the catalog that holds Glue's. */
  session: (database: string) => TrinoClient;
  isWorkgroup: (name: string) => Promise<boolean>;
}

export async function openAthenaFront(services: Services): Promise<AthenaFront> {
  const statements = new Map<string, Statement>();
  const ids = new Map<string, string>();
  const started: string[] = [];
  const running = new Set<Promise<void>>();
  let planned: Spoil[] = [];

  const known = (id: string | undefined): Statement => {
    const found = statements.get(id ?? '');
    if (!found) throw refuse(`QueryExecution ${String(id)} was not found`);
    return found;
  };
  const run = async (statement: Statement): Promise<void> => {
    const text = statement.input.QueryString!;
    const client = services.session(statement.input.QueryExecutionContext?.Database ?? '');
    const outcome = await spoiled(planned, text, () => outcomeOf(client, text));
    statement.outcome ??= outcome;
  };
  const start = async (input: StartQueryExecutionInput): Promise<{ QueryExecutionId: string }> => {
    checkStart(input);
    if (!(await services.isWorkgroup(input.WorkGroup ?? '')))
      throw refuse('WorkGroup is not found.');
    const token = input.ClientRequestToken!;
    const first = ids.get(token);
    if (first !== undefined) {
      if (!same(known(first).input, input)) throw refuse('Idempotent parameters do not match');
      return { QueryExecutionId: first };
    }
    const id = randomUUID();
    const statement: Statement = { input, outcome: null, looks: 0 };
    ids.set(token, id);
    statements.set(id, statement);
    started.push(input.QueryString!);
    const task = run(statement).finally(() => running.delete(task));
    running.add(task);
    return { QueryExecutionId: id };
  };
  const state = (id: string | undefined): object => {
    const statement = known(id);
    const { input, outcome } = statement;
    if (outcome) return look(id!, { input, outcome: { ...outcome, on_the_way: [] }, looks: 0 });
    const State = statement.looks++ === 0 ? 'QUEUED' : 'RUNNING';
    return { QueryExecution: { QueryExecutionId: id, Status: { State } } };
  };
  const page = ({ QueryExecutionId, NextToken }: GetQueryResultsInput): object => {
    const { input, outcome } = known(QueryExecutionId);
    const reached = { ...(outcome ?? { state: 'FAILED' }), on_the_way: [] };
    return results({ input, outcome: reached, looks: 0 }, NextToken, PAGE_SIZE);
  };

  const operations: Record<string, Operation> = {
    StartQueryExecution: (input) => start(input as StartQueryExecutionInput),
    GetQueryExecution: (input) => state((input as GetQueryExecutionInput).QueryExecutionId),
    GetQueryResults: (input) => page(input as GetQueryResultsInput),
    StopQueryExecution: (input) => {
      known((input as StopQueryExecutionInput).QueryExecutionId).outcome ??= CANCELLED;
      return {};
    },
  };
  return {
    ...(await jsonServer(operations)),
    started,
    plan: (...spoils) => {
      planned = spoils.map((spoil) => ({ ...spoil }));
    },
    quiet: async () => {
      await Promise.all(running);
    },
  };
}
