/** Jobs of the data platform: most of the queries, and many of the bytes. */
import { assumedRole } from '../identity';
import { DATA_PLATFORM } from '../organization';
import { batch, evenly } from '../rhythm';
import { ddl, insert, select, unload, utility } from '../work';
import { BOTO3, DBT, JS_SDK, type Caller } from './caller';

const EU = 'eu-central-1';

export const GLUE: Caller = {
  user: 'glue-nightly-etl',
  user_source: 'role_name',
  job: 'Glue job: loads the warehouse every night',
  account_id: DATA_PLATFORM,
  region: EU,
  workgroups: ['etl'],
  identity: (random) =>
    assumedRole(
      { account_id: DATA_PLATFORM, role: 'glue-nightly-etl', session: 'GlueJobRunnerSession' },
      random,
    ),
  agents: [BOTO3],
  addresses: ['10.20.4.17'],
  rhythm: batch(1, 3),
  weekdays: 44,
  weekends: 44,
  work: [
    insert(
      'sales',
      34,
      0.5,
      (r, day) =>
        `INSERT INTO sales.orders\nSELECT * FROM raw.orders_landing WHERE dt = '${day}' AND shard = ${r.integer(0, 63)}`,
    ),
    insert(
      'web',
      58,
      0.6,
      (r, day) =>
        `INSERT INTO web.sessions SELECT session_id, min(ts), max(ts), count(*) FROM web.clickstream WHERE dt = '${day}' AND hour = ${r.integer(0, 23)} GROUP BY session_id`,
    ),
    unload(
      'finance',
      6,
      0.4,
      (_, day) =>
        `UNLOAD (SELECT * FROM sales.orders WHERE dt = '${day}') TO 's3://example-exports/orders/${day}/' WITH (format = 'PARQUET')`,
    ),
    ddl(
      'ALTER_TABLE',
      'sales',
      (r, day) =>
        `ALTER TABLE sales.orders ADD IF NOT EXISTS PARTITION (dt = '${day}', shard = ${r.integer(0, 63)})`,
    ),
    ddl('MSCK', 'web', () => 'MSCK REPAIR TABLE web.clickstream'),
  ],
  failing: 0.02,
};

export const DBT: Caller = {
  user: 'dbt-prod-task',
  user_source: 'role_name',
  job: 'dbt on Fargate: rebuilds the marts twice a day',
  account_id: DATA_PLATFORM,
  region: EU,
  workgroups: ['dbt'],
  identity: (random) =>
    assumedRole(
      { account_id: DATA_PLATFORM, role: 'dbt-prod-task', session: random.hex(32) },
      random,
    ),
  agents: [DBT],
  addresses: ['10.20.8.31', '10.20.8.94'],
  rhythm: batch(5, 13),
  weekdays: 72,
  weekends: 72,
  work: [
    insert(
      'marts',
      21,
      0.8,
      (r) =>
        `-- dbt run\ninsert into marts.fct_order_lines select * from marts.fct_order_lines__dbt_tmp where batch = ${r.integer(1, 9_999)}`,
    ),
    select(
      'marts',
      9,
      0.7,
      (_, day) =>
        `select count(*) as failures from (select order_id from marts.fct_order_lines where order_date = date '${day}' group by 1 having count(*) > 1) dbt_internal_test`,
    ),
    select(
      'marts',
      4,
      0.6,
      () => 'select count(*) as failures from marts.dim_customer where customer_id is null',
    ),
    ddl(
      'DROP_TABLE',
      'marts',
      (r) => `drop table if exists marts.fct_order_lines__dbt_tmp_${r.integer(1, 9_999)}`,
    ),
    utility('SHOW_TABLES', 'marts', () => "show tables in marts 'fct*'"),
  ],
  failing: 0.03,
};

export const AIRFLOW: Caller = {
  user: 'airflow-worker',
  user_source: 'role_name',
  job: 'Airflow on EC2: a sensor asks every half hour, without a partition filter',
  account_id: DATA_PLATFORM,
  region: EU,
  workgroups: ['orchestration'],
  identity: (random) =>
    assumedRole(
      { account_id: DATA_PLATFORM, role: 'airflow-worker', session: 'i-0a1b2c3d4e5f60718' },
      random,
    ),
  agents: [BOTO3],
  addresses: ['10.20.2.11', '10.20.2.12'],
  rhythm: evenly,
  weekdays: 48,
  weekends: 48,
  work: [
    select(
      'raw',
      26,
      0.04,
      (_, day) =>
        `SELECT count(*) FROM raw.orders_landing WHERE loaded_at >= timestamp '${day} 00:00:00'`,
    ),
  ],
};

export const LOADER: Caller = {
  user: 'clickstream-loader',
  user_source: 'session_name',
  job: 'Lambda function: adds the partition of each hour',
  account_id: DATA_PLATFORM,
  region: EU,
  workgroups: ['ingestion'],
  identity: (random) =>
    assumedRole(
      {
        account_id: DATA_PLATFORM,
        role: 'service-role/clickstream-loader-role',
        session: 'clickstream-loader',
      },
      random,
    ),
  agents: [JS_SDK],
  addresses: ['10.20.6.5'],
  rhythm: evenly,
  weekdays: 24,
  weekends: 24,
  work: [
    ddl(
      'ALTER_TABLE',
      'web',
      (r, day) =>
        `ALTER TABLE web.clickstream ADD IF NOT EXISTS PARTITION (dt = '${day}', hour = ${r.integer(0, 23)})`,
    ),
  ],
};
