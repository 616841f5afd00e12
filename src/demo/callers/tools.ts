/** Tools and functions that ask for others. */
import { assumedRole, iamUser } from '../identity';
import { ANALYTICS, BRASIL, RESERVED } from '../organization';
import { evenly, office } from '../rhythm';
import { select } from '../work';
import { BOTO3_AGENT, JDBC_AGENT, JS_SDK_AGENT, METABASE_AGENT, type Caller } from './caller';

const EU = 'eu-central-1';

const QUICKSIGHT: Caller = {
  user: 'aws-quicksight-service-role-v0',
  user_source: 'role_name',
  job: 'QuickSight dashboards, on reserved capacity',
  account_id: ANALYTICS,
  region: EU,
  workgroups: [RESERVED],
  identity: (random) =>
    assumedRole(
      {
        account_id: ANALYTICS,
        role: 'service-role/aws-quicksight-service-role-v0',
        session: random.hex(32),
        invoked_by: 'quicksight.amazonaws.com',
      },
      random,
    ),
  agents: ['quicksight.amazonaws.com'],
  addresses: ['quicksight.amazonaws.com'],
  rhythm: office(6, 18),
  weekdays: 70,
  weekends: 25,
  work: [
    select(
      'marts',
      12,
      0.9,
      (_, day) =>
        `/* QuickSight 4f1e */ SELECT country, sum(revenue) AS revenue FROM marts.fct_order_lines WHERE order_date >= date '${day}' GROUP BY country`,
    ),
    select(
      'marts',
      3,
      0.8,
      (r) =>
        `/* QuickSight 9a02 */ SELECT category, count(DISTINCT customer_id) FROM marts.fct_order_lines WHERE store_id = ${r.integer(1, 412)} GROUP BY category`,
    ),
  ],
  failing: 0.02,
};

/** One key for three applications: nobody can tell which of them asked, but for the user agent. */
const TABLEAU: Caller = {
  user: 'tableau-prod',
  user_source: 'iam_user',
  job: 'IAM user of Tableau; Metabase and a Python export use its key too',
  account_id: ANALYTICS,
  region: EU,
  workgroups: ['reporting'],
  identity: (random) => iamUser(ANALYTICS, 'tableau-prod', random),
  agents: [JDBC_AGENT, JDBC_AGENT, JDBC_AGENT, METABASE_AGENT, BOTO3_AGENT],
  addresses: ['198.51.100.20', '198.51.100.21', '10.30.1.44'],
  rhythm: office(6, 17),
  weekdays: 40,
  weekends: 8,
  work: [
    select(
      'marts',
      30,
      1,
      (_, day) =>
        `SELECT "order_date", "channel", SUM("revenue") FROM "marts"."fct_order_lines" WHERE "order_date" > DATE '${day}' GROUP BY 1, 2`,
    ),
    select(
      'marts',
      11,
      0.8,
      (r) => `SELECT * FROM "marts"."dim_customer" WHERE "segment" = 'S${r.integer(1, 12)}'`,
    ),
  ],
  failing: 0.03,
};

const RASTREIO: Caller = {
  user: 'rastreio-diario',
  user_source: 'session_name',
  job: 'Lambda function in São Paulo: parcel tracking',
  account_id: BRASIL,
  region: 'sa-east-1',
  workgroups: ['logistica'],
  identity: (random) =>
    assumedRole(
      { account_id: BRASIL, role: 'rastreio-diario-role', session: 'rastreio-diario' },
      random,
    ),
  agents: [JS_SDK_AGENT],
  addresses: ['10.60.1.9'],
  rhythm: evenly,
  weekdays: 12,
  weekends: 12,
  work: [
    select(
      'logistics',
      14,
      0.4,
      (_, day) =>
        `SELECT parcel_id, max(event_at) FROM logistics.tracking WHERE dt = '${day}' GROUP BY parcel_id`,
    ),
  ],
};

export const TOOLS: readonly Caller[] = [QUICKSIGHT, TABLEAU, RASTREIO];
