/** Athena, Glue and S3 for EventsFunction: statements do what the job needs to see, and no more. */
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import {
  BatchDeletePartitionCommand,
  CreatePartitionCommand,
  GetPartitionCommand,
  GetPartitionsCommand,
  GetTableCommand,
  UpdatePartitionCommand,
} from '@aws-sdk/client-glue';
import { runPrefix } from '../../src/core/lake';
import { systemClock } from '../../src/core/clock';
import type { PublishedTable } from '../../src/core/ports';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { athenaStandIn } from '../stand-ins/athena-statements';
import { glueStandIn } from '../stand-ins/glue';
import { lakeTables, registerPartition } from '../stand-ins/glue-tables';
import type { JsonService } from '../stand-ins/over-http/server';

export interface EventsServices {
  services: Record<string, JsonService>;
  lake: Map<string, Buffer>;
  /** What becomes of the next statements, if not what they say. */
  outcome: (statement: string) => StatementOutcome | undefined;
  /** Days that readers see, by table. */
  published(table: PublishedTable): string[];
}

/** Of an audit that finds one query of the history, or one call of the trail, and nothing wrong. */
const FOUND: Record<string, string> = { rows_staged: '1', history_rows: '1', history_only: '1' };
const IN_ORDER = ['rows_doubled', 'history_missing', 'submissions_missing', 'rows_published'];

function audited(): StatementOutcome {
  const row = { ...Object.fromEntries(IN_ORDER.map((name) => [name, '0'])), ...FOUND };
  return {
    on_the_way: [],
    columns: Object.keys(row).map((name) => [name, 'bigint'] as const),
    rows: [Object.values(row)],
  };
}

const word = (statement: string, pattern: RegExp): string => pattern.exec(statement)?.[1] ?? '';

export function eventsServices(where: {
  bucket: string;
  database: string;
  workgroup: string;
}): EventsServices {
  const location = `s3://${where.bucket}/`;
  const lake = new Map<string, Buffer>();
  const tables = lakeTables(location);

  function insert(statement: string): StatementOutcome {
    const table = word(statement, /INSERT INTO (\w+)_staging/) as PublishedTable;
    const day = word(
      statement,
      table === 'events' ? /'([^']+)' AS day/ : /'([^']+)' AS delivered_day/,
    );
    const run = word(statement, /'([^']+)' AS run/);
    const prefix = runPrefix(table, day, run);
    lake.set(`${prefix}part.parquet`, Buffer.from(statement));
    const input = { Values: [day, run], StorageDescriptor: { Location: `${location}${prefix}` } };
    registerPartition(tables.get(`${table}_staging`)!, input, new Date());
    return { on_the_way: [], update_count: 1 };
  }

  function run(statement: string): StatementOutcome {
    const other = services.outcome(statement);
    if (other) return other;
    if (statement.includes('INSERT INTO')) return insert(statement);
    if (statement.includes('AS near (moment)'))
      return { on_the_way: [], columns: [['day', 'varchar']] };
    return audited();
  }

  const athena = athenaStandIn({ ...where, run }).client;
  const glue = glueStandIn({ ...where, tables, clock: systemClock }).client;
  const AmazonAthena: Record<string, (input: never) => Promise<object>> = {
    StartQueryExecution: (input) => athena.send(new StartQueryExecutionCommand(input)),
    GetQueryExecution: (input) => athena.send(new GetQueryExecutionCommand(input)),
    GetQueryResults: (input) => athena.send(new GetQueryResultsCommand(input)),
  };
  const AWSGlue: Record<string, (input: never) => Promise<object>> = {
    GetTable: (input) => glue.send(new GetTableCommand(input)),
    GetPartition: (input) => glue.send(new GetPartitionCommand(input)),
    GetPartitions: (input) => glue.send(new GetPartitionsCommand(input)),
    CreatePartition: (input) => glue.send(new CreatePartitionCommand(input)),
    UpdatePartition: (input) => glue.send(new UpdatePartitionCommand(input)),
    BatchDeletePartition: (input) => glue.send(new BatchDeletePartitionCommand(input)),
  };
  const services: EventsServices = {
    lake,
    outcome: () => undefined,
    services: {
      AmazonAthena: (operation, input) => AmazonAthena[operation]!(input as never),
      AWSGlue: (operation, input) => AWSGlue[operation]!(input as never),
    },
    published: (table) => [...tables.get(table)!.partitions.keys()].sort(),
  };
  return services;
}
