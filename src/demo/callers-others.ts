/** The rest of the table of identities: each kind that CloudTrail writes occurs in the demo. */
import { BOTO3, CLI, JDBC, MAC, type Caller } from './caller';
import * as identity from './identity';
import {
  ANALYTICS,
  DATA_PLATFORM,
  DATA_SCIENCE,
  FINANCE,
  MARKETING,
  NORDWIND,
  SUPPLIER,
} from './organization';
import { evenly, office } from './rhythm';
import { select } from './work';

const CLICKS = select(
  'marketing',
  3,
  0.7,
  (r, day) =>
    `SELECT count(*) FROM marketing.campaign_clicks WHERE dt = '${day}' AND campaign_id = ${r.integer(1, 99)}`,
);
const STORES = select('marts', 0.05, 0.7, () => 'SELECT store_id, name, city FROM marts.dim_store');

type Kind = Pick<
  Caller,
  'user' | 'user_source' | 'job' | 'account_id' | 'region' | 'workgroups' | 'identity'
> &
  Partial<Caller>;

const other = (kind: Kind): Caller => ({
  agents: [BOTO3],
  addresses: ['10.50.0.4'],
  rhythm: office(8, 17),
  weekdays: 4,
  weekends: 1,
  work: [CLICKS],
  failing: 0.03,
  ...kind,
});

const IN_MARKETING = { account_id: MARKETING, region: 'us-west-1', workgroups: ['campaigns'] };
const IN_ANALYTICS = {
  account_id: ANALYTICS,
  region: 'eu-central-1',
  workgroups: ['reporting'],
  work: [STORES],
};
const IDENTITY_CENTER_ID = 'e0b4f9c0-70a1-7012-abcd-ef0123456789';

export const OTHERS: readonly Caller[] = [
  other({
    user: 'campaign-script',
    user_source: 'iam_user',
    job: 'IAM user of an old cron job',
    ...IN_MARKETING,
    identity: (r) => identity.iamUser(MARKETING, 'campaign-script', r),
    rhythm: evenly,
    weekdays: 10,
    weekends: 10,
    addresses: ['198.51.100.7'],
  }),
  other({
    user: 'sofia.marques',
    user_source: 'federated',
    job: 'agency, by SAML',
    ...IN_MARKETING,
    identity: () =>
      identity.samlUser(MARKETING, 'sofia.marques', 'https://idp.agency.example/saml'),
    agents: [MAC],
    addresses: ['192.0.2.33'],
    rhythm: office(15, 23),
    weekdays: 6,
  }),
  other({
    user: 'store-app',
    user_source: 'federated',
    job: 'mobile application, by web identity',
    ...IN_ANALYTICS,
    identity: () => identity.webIdentityUser(ANALYTICS, 'store-app', 'accounts.google.com'),
    addresses: ['192.0.2.51'],
  }),
  other({
    user: 'legacy-portal',
    user_source: 'federated',
    job: 'supplier portal, by GetFederationToken',
    ...IN_ANALYTICS,
    identity: (r) => identity.federatedUser(ANALYTICS, 'legacy-portal', r),
    agents: [JDBC],
    addresses: ['10.30.7.2'],
  }),
  other({
    user: IDENTITY_CENTER_ID,
    user_source: 'identity_center',
    job: 'Identity Center user in SageMaker Unified Studio',
    account_id: DATA_SCIENCE,
    region: 'us-east-1',
    workgroups: ['studio'],
    identity: () => identity.identityCenterUser(DATA_SCIENCE, IDENTITY_CENTER_ID),
    agents: [MAC],
    addresses: ['203.0.113.10'],
    weekdays: 8,
    work: [STORES, CLICKS],
  }),
  other({
    user: 'datazone.amazonaws.com',
    user_source: 'service',
    job: 'DataZone, as a service',
    ...IN_ANALYTICS,
    identity: () => identity.awsService('datazone.amazonaws.com'),
    agents: ['datazone.amazonaws.com'],
    addresses: ['datazone.amazonaws.com'],
    weekdays: 2,
  }),
  other({
    user: 'glue.amazonaws.com',
    user_source: 'service',
    job: 'data quality: a record with neither type nor ARN',
    account_id: DATA_PLATFORM,
    region: 'eu-central-1',
    workgroups: ['etl'],
    identity: () => identity.namelessService(DATA_PLATFORM, 'glue.amazonaws.com'),
    agents: ['glue.amazonaws.com'],
    addresses: ['glue.amazonaws.com'],
    weekdays: 2,
    work: [STORES],
  }),
  other({
    user: SUPPLIER,
    user_source: 'account',
    job: 'supplier: another company’s account, by a resource policy',
    ...IN_ANALYTICS,
    identity: () => identity.otherAccount(SUPPLIER),
    addresses: ['192.0.2.99'],
    weekdays: 4,
    weekends: 4,
  }),
  other({
    user: 'stock-sync',
    user_source: 'session_name',
    job: 'job of the platform account that queries in the finance account',
    account_id: FINANCE,
    region: 'eu-central-1',
    workgroups: ['finance'],
    identity: (r) =>
      identity.assumedRole(
        { account_id: DATA_PLATFORM, role: 'stock-sync', session: 'stock-sync' },
        r,
      ),
    rhythm: evenly,
    addresses: ['10.20.6.80'],
    weekdays: 6,
    weekends: 6,
    work: [STORES],
  }),
  other({
    user: 'store-terminal',
    user_source: 'session_name',
    job: 'web identity by a role: the provider stands in the session',
    ...IN_ANALYTICS,
    identity: (r) =>
      identity.assumedRole(
        {
          account_id: ANALYTICS,
          role: 'store-terminals',
          session: 'store-terminal',
          web_provider: 'cognito-identity.amazonaws.com',
        },
        r,
      ),
    addresses: ['192.0.2.61'],
    weekdays: 3,
    weekends: 3,
  }),
  other({
    user: 'nordwind-export',
    user_source: 'iam_user',
    job: 'export of the company that was bought',
    account_id: NORDWIND,
    region: 'us-east-1',
    workgroups: ['primary'],
    identity: (r) => identity.iamUser(NORDWIND, 'nordwind-export', r),
    agents: [CLI],
    rhythm: evenly,
    addresses: ['198.51.100.201'],
    weekdays: 5,
    weekends: 5,
  }),
];

/** Signs in once; nobody should. */
export const ROOT = other({
  user: 'root',
  user_source: 'root',
  job: 'root user of the São Paulo account',
  account_id: '666677778888',
  region: 'sa-east-1',
  workgroups: ['primary'],
  identity: (r) => identity.root('666677778888', r),
  agents: [MAC],
  addresses: ['192.0.2.250'],
  weekdays: 0,
  weekends: 0,
});
