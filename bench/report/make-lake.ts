/**
 * A lake of so many days with so many events each, as a build leaves it: 10,000 people in 40 accounts, 4 regions,
 * 300 workgroups and 60 teams, few of whom run most of the queries; 20,000 shapes of queries. DuckDB writes the
 * files, for nothing else would be done in time; so many days as are to be different, whose files the others have too.
 */
import { linkSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { systemClock } from '../../src/core/clock';
import { addDays } from '../../src/core/days';
import { runPrefix } from '../../src/core/lake';
import { writeLedger } from '../../src/core/ledger';
import { EVENTS } from '../../src/core/tables';
import { empty } from '../../src/local/duckdb/view-text';
import { openLake } from '../../src/local/lake';

export const LAST_DAY = '2026-11-20';
const RUN = '20261121T011500Z-0000be4c-1';

/** A number from 0 to 1 that looks like chance, the same in each run. */
const chance = (what: string): string => `(hash(i, '${what}', :day) % 1000000) / 1e6`;

/** Squares and cubes of chance: the first of many come often, the last seldom. */
const EVENTS_OF_DAY = `
WITH drawn AS (
  SELECT
    i,
    CAST(floor(10000 * pow(${chance('person')}, 3)) AS bigint) AS person,
    CAST(floor(20000 * pow(${chance('shape')}, 3)) AS bigint) AS shape,
    ${chance('bytes')} AS bytes,
    ${chance('end')} AS ending
  FROM range(:queries) t(i)
),
placed AS (
  SELECT
    *,
    -- Everybody has three workgroups, and each workgroup one account and region.
    CAST(hash(person, CAST(floor(3 * bytes) AS bigint)) % 300 AS bigint) AS wg,
    CASE WHEN ending < 0.93 THEN 'SUCCEEDED' WHEN ending < 0.97 THEN 'FAILED' WHEN ending < 0.99 THEN 'CANCELLED' ELSE 'REJECTED' END AS state,
    CASE WHEN ending < 0.99 THEN CAST(pow(10, 5 + 7 * bytes) AS bigint) END AS data_scanned
  FROM drawn
)
SELECT
  CASE WHEN state <> 'REJECTED' THEN md5(concat('q', :day, i)) END AS query_execution_id,
  md5(concat('e', :day, i)) AS event_id,
  CASE WHEN state = 'REJECTED' THEN 'trail_only' ELSE 'matched' END AS record_source,
  CAST(:day AS timestamp) + to_milliseconds(CAST(86399000 * (i / :queries) AS bigint)) AS submitted_at,
  CAST(100000000000 + wg % 40 AS varchar) AS account_id,
  ['us-east-1', 'eu-central-1', 'eu-west-1', 'ap-southeast-2'][1 + (wg // 40) % 4] AS region,
  concat('workgroup-', wg) AS workgroup,
  MAP {'team': concat('team-', wg % 60)} AS workgroup_tags,
  CASE WHEN ending < 0.98 THEN concat('person.', person, '@example.com') END AS "user",
  'sso_session' AS user_source,
  'AssumedRole' AS identity_type,
  concat('arn:aws:iam::', 100000000000 + wg % 40, ':role/Analyst', person % 90) AS role_arn,
  concat('198.51.', person % 200, '.', hash(person, i % 3) % 250) AS source_ip,
  ['boto3', 'athena-console', 'jdbc', 'dbt-athena', 'aws-cli'][CAST(1 + hash(person, i % 2) % 5 AS bigint)] AS client_app,
  'DML' AS statement_type,
  'SELECT' AS substatement_type,
  'sales' AS database_name,
  concat('SELECT customer_id, sum(amount) AS amount, count(*) AS orders FROM sales.orders_', shape,
    ' WHERE order_date BETWEEN DATE ''2026-01-01'' AND DATE ''', :day, ''' AND country = ''', i % 200, ''' AND amount > ', i,
    ' GROUP BY customer_id ORDER BY amount DESC LIMIT 1000', repeat(concat(' -- ', md5(CAST(shape AS varchar))), 12)) AS query,
  700 AS query_length,
  sha256(concat('shape', shape)) AS query_fingerprint,
  state,
  CASE WHEN state = 'REJECTED' THEN 'AccessDeniedException' END AS error_code,
  CASE state
    WHEN 'FAILED' THEN concat('TABLE_NOT_FOUND: line 1:', shape % 90, ': Table sales.orders_', shape, ' does not exist')
    WHEN 'CANCELLED' THEN 'Query cancelled by user'
    WHEN 'REJECTED' THEN concat('User is not authorized to perform athena:StartQueryExecution on workgroup-', wg)
  END AS error_message,
  data_scanned,
  data_scanned AS billed_bytes,
  1500 AS total_ms,
  100 AS queue_ms,
  false AS result_reused,
  'scan' AS pricing_model,
  5e0 AS price_per_tb,
  CASE WHEN state IN ('SUCCEEDED', 'CANCELLED') THEN 5 * data_scanned / pow(2, 40) WHEN state = 'FAILED' THEN 0 END AS cost_usd
FROM placed`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Where a day's events lie; makes the folder. */
export function fileOf(lake: string, day: string): string {
  const folder = join(lake, runPrefix('events', day, RUN));
  mkdirSync(folder, { recursive: true });
  return join(folder, 'events.parquet');
}

async function writeDay(
  connection: DuckDBConnection,
  file: string,
  day: string,
  queries: number,
): Promise<void> {
  const rows = EVENTS_OF_DAY.replaceAll(':day', text(day)).replaceAll(':queries', String(queries));
  await connection.run(
    `COPY (${empty({ ...EVENTS, partitions: [] })} UNION ALL BY NAME (${rows}))
     TO ${text(file)} (FORMAT parquet, COMPRESSION zstd)`,
  );
}

/** What the job that built the day would have left: every call matched. */
const built = (day: string, queries: number) => ({
  job: 'events' as const,
  run: RUN,
  day,
  account_id: '100000000000',
  region: 'us-east-1',
  started_at: `${addDays(day, 1)}T01:15:00.000Z`,
  finished_at: `${addDays(day, 1)}T01:25:00.000Z`,
  outcome: 'done' as const,
  counts: { submissions: queries, history_rows: queries, matched: queries, rows: queries },
  pending: [],
  sources: [],
  message: null,
});

/** @param different so many days have files of their own; the other days have the same events */
export async function makeLake(
  folder: string,
  days: number,
  queries: number,
  different = days,
): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET memory_limit = '2GB'; SET preserve_insertion_order = false");
  mkdirSync(join(folder, 'ledger'), { recursive: true });
  const lake = await openLake(folder, { clock: systemClock });
  for (let back = 0; back < days; back++) {
    const day = addDays(LAST_DAY, -back);
    const file = fileOf(folder, day);
    if (back < different) await writeDay(connection, file, day, queries);
    else linkSync(fileOf(folder, addDays(LAST_DAY, -(back % different))), file);
    await lake.catalog.publish('events', day, RUN);
    await writeLedger(lake.files, built(day, queries));
  }
  lake.sql.close();
  connection.closeSync();
}
