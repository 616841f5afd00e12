/** IAM users, services, other accounts, and root. */
import * as identity from '../identity';
import { BRASIL, DATA_PLATFORM, FINANCE, MARKETING, NORDWIND, SUPPLIER } from '../organization';
import { evenly } from '../rhythm';
import { CLI_AGENT, MAC_AGENT, type Caller } from './caller';
import { IN_ANALYTICS, IN_MARKETING, other, STORES } from './other';

export const CAMPAIGN_SCRIPT = other('campaign-script', 'iam_user', 'IAM user of an old cron job', {
  ...IN_MARKETING,
  identity: (r) => identity.iamUser(MARKETING, 'campaign-script', r),
  rhythm: evenly,
  weekdays: 10,
  weekends: 10,
  addresses: ['198.51.100.7'],
});

export const KEYS_AND_SERVICES: readonly Caller[] = [
  CAMPAIGN_SCRIPT,
  other('nordwind-export', 'iam_user', 'export of the company that was bought', {
    account_id: NORDWIND,
    region: 'us-east-1',
    workgroups: ['primary'],
    identity: (r) => identity.iamUser(NORDWIND, 'nordwind-export', r),
    agents: [CLI_AGENT],
    rhythm: evenly,
    addresses: ['198.51.100.201'],
    weekdays: 5,
    weekends: 5,
  }),
  other('datazone.amazonaws.com', 'service', 'DataZone, as a service', {
    ...IN_ANALYTICS,
    identity: () => identity.awsService('datazone.amazonaws.com'),
    agents: ['datazone.amazonaws.com'],
    addresses: ['datazone.amazonaws.com'],
    weekdays: 2,
  }),
  other('glue.amazonaws.com', 'service', 'data quality: a record with neither type nor ARN', {
    account_id: DATA_PLATFORM,
    region: 'eu-central-1',
    workgroups: ['etl'],
    identity: () => identity.namelessService(DATA_PLATFORM, 'glue.amazonaws.com'),
    agents: ['glue.amazonaws.com'],
    addresses: ['glue.amazonaws.com'],
    weekdays: 2,
    work: [STORES],
  }),
  other(SUPPLIER, 'account', 'supplier: another company’s account, by a resource policy', {
    ...IN_ANALYTICS,
    identity: () => identity.otherAccount(SUPPLIER),
    addresses: ['192.0.2.99'],
    weekends: 4,
  }),
  other(
    'stock-sync',
    'session_name',
    'job of the platform account that queries in the finance account',
    {
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
    },
  ),
];

/** Signs in once; nobody should. */
export const ROOT = other('root', 'root', 'root user of the São Paulo account', {
  account_id: BRASIL,
  region: 'sa-east-1',
  workgroups: ['primary'],
  identity: (r) => identity.root(BRASIL, r),
  agents: [MAC_AGENT],
  addresses: ['192.0.2.250'],
  weekdays: 0,
  weekends: 0,
});
