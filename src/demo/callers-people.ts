/** People with names and jobs: a few of them scan most of what people scan. */
import { CLI, MAC, WINDOWS, WRANGLER, type Caller } from './caller';
import { assumedRole } from './identity';
import { ANALYTICS, BRASIL, DATA_SCIENCE, FINANCE, MARKETING, NORDWIND } from './organization';
import { office } from './rhythm';
import { ddl, insert, select, utility, type Work } from './work';

const EXPLORING: readonly Work[] = [
  select(
    'sales',
    2.5,
    1.3,
    (r, day) =>
      `SELECT channel, count(*) AS orders, sum(revenue) AS revenue\nFROM sales.orders\nWHERE dt = '${day}' AND store_id = ${r.integer(1, 412)}\nGROUP BY channel\nORDER BY revenue DESC`,
  ),
  select(
    'web',
    7,
    1.2,
    (r, day) =>
      `SELECT page, count(*) FROM web.clickstream WHERE dt = '${day}' AND campaign = 'c-${r.integer(100, 999)}' GROUP BY page`,
  ),
  select(
    'marts',
    0.4,
    1,
    (r) => `SELECT * FROM marts.dim_customer WHERE customer_id = ${r.integer(10_000, 99_999)}`,
  ),
  select('marts', 0.002, 0.8, () => 'SELECT * FROM marts.dim_store LIMIT 10'),
  utility('SHOW_TABLES', 'marts', () => 'SHOW TABLES IN marts'),
];

/** Somebody who signs in by IAM Identity Center: the role's session is their address. */
function signedIn(
  name: string,
  permission_set: string,
  at: { account_id: string; region: string; workgroups: readonly (string | null)[] },
  rest: Pick<Caller, 'job' | 'rhythm' | 'weekdays' | 'weekends' | 'work' | 'addresses'> &
    Partial<Caller>,
): Caller {
  const user = `${name}@example.com`;
  return {
    user,
    user_source: 'sso_session',
    ...at,
    identity: (random) =>
      assumedRole(
        {
          account_id: at.account_id,
          role: `aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${permission_set}_1f0e5a7c3b9d2468`,
          session: user,
          mfa: true,
        },
        random,
      ),
    agents: [MAC],
    failing: 0.08,
    ...rest,
  };
}

const AT_ANALYTICS = {
  account_id: ANALYTICS,
  region: 'eu-central-1',
  workgroups: ['analytics', 'analytics', 'adhoc'],
};
const OFFICE = office(7, 17);

const analysts: readonly Caller[] = [
  signedIn('amara.okafor', 'Analyst', AT_ANALYTICS, {
    job: 'lead analyst',
    rhythm: OFFICE,
    weekdays: 22,
    weekends: 1,
    addresses: ['203.0.113.10'],
    work: EXPLORING,
  }),
  signedIn('jonas.lindqvist', 'Analyst', AT_ANALYTICS, {
    job: 'pricing analyst',
    rhythm: OFFICE,
    weekdays: 14,
    weekends: 0,
    addresses: ['203.0.113.10'],
    work: EXPLORING,
  }),
  signedIn('priya.raman', 'Analyst', AT_ANALYTICS, {
    job: 'web analyst',
    rhythm: OFFICE,
    weekdays: 18,
    weekends: 1,
    addresses: ['203.0.113.10', '203.0.113.77'],
    agents: [MAC, WRANGLER],
    work: EXPLORING,
  }),
  signedIn(
    'lucia.fernandez',
    'Analyst',
    { ...AT_ANALYTICS, workgroups: ['analytics'] },
    {
      job: 'supply analyst; left the workgroup adhoc',
      rhythm: OFFICE,
      weekdays: 12,
      weekends: 0,
      addresses: ['203.0.113.10'],
      agents: [WINDOWS],
      formerly: { workgroup: 'adhoc', until_days_ago: 8 },
      work: EXPLORING,
    },
  ),
  signedIn(
    'noah.berger',
    'Analyst',
    { ...AT_ANALYTICS, workgroups: ['adhoc'] },
    {
      job: 'contractor, began a few days ago',
      rhythm: OFFICE,
      weekdays: 9,
      weekends: 2,
      addresses: ['192.0.2.140'],
      agents: [WINDOWS],
      since_days_ago: 2,
      work: EXPLORING,
    },
  ),
  signedIn(
    'tomasz.wrona',
    'Controller',
    { account_id: FINANCE, region: 'eu-central-1', workgroups: ['finance'] },
    {
      job: 'controller',
      rhythm: office(7, 16),
      weekdays: 14,
      weekends: 0,
      addresses: ['203.0.113.10'],
      agents: [WINDOWS],
      work: [
        select(
          'finance',
          4,
          0.9,
          (r, day) =>
            `SELECT cost_center, sum(amount) FROM finance.journal WHERE booked_on <= date '${day}' AND company = ${r.integer(1, 9)} GROUP BY cost_center`,
        ),
        select(
          'finance',
          0.6,
          1,
          (r) =>
            `SELECT * FROM finance.journal WHERE document_no = 'D-${r.integer(100_000, 999_999)}'`,
        ),
      ],
    },
  ),
  signedIn(
    'rafael.duarte',
    'Analista',
    { account_id: BRASIL, region: 'sa-east-1', workgroups: ['logistica'] },
    {
      job: 'logistics analyst in São Paulo, where a TB costs 9 dollars',
      rhythm: office(12, 21),
      weekdays: 16,
      weekends: 1,
      addresses: ['198.51.100.90'],
      work: [
        select(
          'logistics',
          150,
          0.8,
          (r, day) =>
            `SELECT hub, approx_distinct(parcel_id) FROM logistics.tracking WHERE dt > '${day}' AND carrier = 'T${r.integer(1, 30)}' GROUP BY hub`,
        ),
        select(
          'logistics',
          30,
          0.9,
          (r) =>
            `SELECT * FROM logistics.tracking WHERE parcel_id = 'BR${r.integer(10_000_000, 99_999_999)}'`,
        ),
      ],
    },
  ),
  signedIn(
    'astrid.holm',
    'Admin',
    { account_id: NORDWIND, region: 'us-east-1', workgroups: ['primary'] },
    {
      job: 'analyst of the company that was bought',
      rhythm: office(13, 21),
      weekdays: 7,
      weekends: 0,
      addresses: ['203.0.113.201'],
      work: EXPLORING,
    },
  ),
];

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
  agents: [WRANGLER],
  rhythm: office(13, 22),
  failing: 0.06,
  ...rest,
});

const scientists: readonly Caller[] = [
  scientist('ifeoma.nwosu', {
    job: 'data scientist: builds features from years of clicks',
    weekdays: 13,
    weekends: 3,
    addresses: ['10.40.3.8'],
    work: [
      insert(
        'features',
        340,
        0.9,
        (r) =>
          `CREATE TABLE features.churn_v${r.integer(1, 40)} WITH (format = 'PARQUET') AS\nSELECT customer_id, count(*) AS clicks, count(DISTINCT dt) AS days\nFROM web.clickstream GROUP BY customer_id`,
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

/** A service that names the role only in the ARN, without sessionIssuer. */
const nadia: Caller = {
  user: 'nadia.haddad',
  user_source: 'session_name',
  job: 'campaign manager',
  account_id: MARKETING,
  region: 'us-west-1',
  workgroups: ['campaigns', 'campaigns', null],
  identity: (random) =>
    assumedRole(
      { account_id: MARKETING, role: 'CampaignAnalyst', session: 'nadia.haddad', issuer: false },
      random,
    ),
  agents: [WINDOWS],
  addresses: ['203.0.113.58'],
  rhythm: office(15, 23.5),
  weekdays: 12,
  weekends: 0,
  failing: 0.08,
  work: [
    select(
      'marketing',
      18,
      1,
      (r, day) =>
        `SELECT channel, sum(spend) FROM marketing.campaign_clicks WHERE dt = '${day}' AND campaign_id IN (${r.integer(1, 99)}, ${r.integer(100, 199)}) GROUP BY channel`,
    ),
  ],
};

/** An administrator of the platform, by a plain role and by hand. */
const kai: Caller = {
  user: 'kai.mueller',
  user_source: 'session_name',
  job: 'platform engineer, from the command line, mostly in other accounts',
  account_id: FINANCE,
  region: 'eu-central-1',
  workgroups: ['finance'],
  identity: (random) =>
    assumedRole(
      { account_id: '111122223333', role: 'PlatformAdmin', session: 'kai.mueller', mfa: true },
      random,
    ),
  agents: [CLI],
  addresses: ['203.0.113.10'],
  rhythm: OFFICE,
  weekdays: 3,
  weekends: 0,
  work: [
    utility('SHOW_PARTITIONS', 'finance', () => 'SHOW PARTITIONS finance.journal'),
    utility('DESCRIBE_TABLE', 'finance', () => 'DESCRIBE finance.journal'),
    select('finance', 0.01, 0.5, () => 'SELECT "$path", count(*) FROM finance.journal GROUP BY 1'),
  ],
};

export const PEOPLE = [...analysts, ...scientists, nadia, kai];
export const [AMARA, JONAS] = analysts as readonly [Caller, Caller, ...Caller[]];
