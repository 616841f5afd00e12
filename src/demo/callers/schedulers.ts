/** What asks by the clock. */
import { assumedRole } from '../identity';
import { DATA_PLATFORM } from '../organization';
import { evenly } from '../rhythm';
import { ddl, select } from '../work';
import { BOTO3_AGENT, JS_SDK_AGENT, type Caller } from './caller';

const EU = 'eu-central-1';

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
  agents: [BOTO3_AGENT],
  addresses: ['10.20.2.11', '10.20.2.12'],
  rhythm: evenly,
  weekdays: 48,
  weekends: 48,
  work: [
    select(
      'raw',
      41,
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
  agents: [JS_SDK_AGENT],
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
