/** The analysts' office: everybody signs in under their own name. */
import { ANALYTICS } from '../organization';
import { office } from '../rhythm';
import { MAC_AGENT, WINDOWS_AGENT, WRANGLER_AGENT, type Caller } from './caller';
import { EXPLORING } from './exploring';
import { signedIn } from './signed-in';

const AT_ANALYTICS = {
  account_id: ANALYTICS,
  region: 'eu-central-1',
  workgroups: ['analytics', 'analytics', 'adhoc'],
};
const OFFICE = office(7, 17);

export const ANALYSTS: readonly Caller[] = [
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
    agents: [MAC_AGENT, WRANGLER_AGENT],
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
      agents: [WINDOWS_AGENT],
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
      agents: [WINDOWS_AGENT],
      since_days_ago: 2,
      work: EXPLORING,
    },
  ),
];

export const [AMARA, JONAS] = ANALYSTS as readonly [Caller, Caller, ...Caller[]];
