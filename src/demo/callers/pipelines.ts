/** Jobs of the data platform: most of the queries, and many of the bytes. */
import { assumedRole } from '../identity';
import { DATA_PLATFORM } from '../organization';
import { batch } from '../rhythm';
import { ddl, insert, select, unload, utility } from '../work';
import { BOTO3_AGENT, DBT_AGENT, type Caller } from './caller';

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
  agents: [BOTO3_AGENT],
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
  failing: 0.012,
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
  agents: [DBT_AGENT],
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
  failing: 0.01,
};
