/** Data scientists: two people, and more bytes than all analysts together. */
import { assumedRole } from '../identity';
import { DATA_SCIENCE } from '../organization';
import { office } from '../rhythm';
import { ddl, insert, select } from '../work';
import { WRANGLER_AGENT, type Caller } from './caller';

/** Notebooks share one role; SageMaker sets the source identity, so people stay apart. */
const scientist = (
  name: string,
  rest: Pick<Caller, 'job' | 'weekdays' | 'weekends' | 'work' | 'addresses'>,
): Caller => ({
  user: `${name}@example.com`,
  user_source: 'source_identity',
  account_id: DATA_SCIENCE,
  region: 'us-east-1',
  workgroups: ['research'],
  identity: (random) =>
    assumedRole(
      {
        account_id: DATA_SCIENCE,
        role: 'sagemaker-studio',
        session: 'SageMaker',
        source_identity: `${name}@example.com`,
      },
      random,
    ),
  agents: [WRANGLER_AGENT],
  rhythm: office(13, 22),
  failing: 0.06,
  ...rest,
});

export const SCIENTISTS: readonly Caller[] = [
  scientist('ifeoma.nwosu', {
    job: 'data scientist: builds features from years of clicks',
    weekdays: 13,
    weekends: 3,
    addresses: ['10.40.3.8'],
    work: [
      insert(
        'features',
        380,
        0.6,
        (r) =>
          `INSERT INTO features.churn\nSELECT customer_id, ${r.integer(30, 365)} AS days, count(*) AS clicks\nFROM web.clickstream GROUP BY customer_id`,
      ),
      select(
        'features',
        45,
        0.8,
        (r) => `SELECT * FROM features.churn_v7 TABLESAMPLE BERNOULLI (${r.integer(1, 9)})`,
      ),
    ],
  }),
  scientist('daniel.kessler', {
    job: 'data scientist: demand forecast',
    weekdays: 10,
    weekends: 0,
    addresses: ['10.40.3.12'],
    work: [
      select(
        'sales',
        70,
        0.9,
        (r) =>
          `SELECT store_id, dt, sum(quantity) FROM sales.orders WHERE sku = ${r.integer(1_000, 9_999)} GROUP BY store_id, dt`,
      ),
      ddl(
        'CREATE_TABLE',
        'features',
        (r) =>
          `CREATE EXTERNAL TABLE features.demand_${r.integer(1, 90)} (store_id int, dt string) LOCATION 's3://example-features/demand/'`,
      ),
    ],
  }),
];
