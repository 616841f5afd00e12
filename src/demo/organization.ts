/** Accounts, regions and workgroups of the demo. Ids are AWS's documentation kind: nobody's. */

export const DATA_PLATFORM = '111122223333';
export const ANALYTICS = '222233334444';
export const MARKETING = '333344445555';
export const FINANCE = '444455556666';
export const DATA_SCIENCE = '555566667777';
export const BRASIL = '666677778888';
/** Bought in spring: its trail is in the organization's, the collector was never deployed there. */
export const NORDWIND = '777788889999';
/** Not of the organization: a supplier that was granted access to one workgroup. */
export const SUPPLIER = '999988887777';

export interface Site {
  account_id: string;
  region: string;
  /** False where no collector runs: the trail knows the site, history does not. */
  collected: boolean;
  /** Tags by workgroup; null if it has none. */
  workgroups: Readonly<Record<string, Readonly<Record<string, string>> | null>>;
}

const team = (name: string, cost_center: string): Record<string, string> => ({
  team: name,
  'cost-center': cost_center,
});

export const SITES: readonly Site[] = [
  {
    account_id: DATA_PLATFORM,
    region: 'eu-central-1',
    collected: true,
    workgroups: {
      primary: null,
      etl: team('data-platform', '4100'),
      ingestion: team('data-platform', '4100'),
      orchestration: team('data-platform', '4100'),
      dbt: team('analytics-engineering', '4200'),
    },
  },
  {
    account_id: ANALYTICS,
    region: 'eu-central-1',
    collected: true,
    workgroups: {
      primary: null,
      analytics: team('analytics', '4300'),
      adhoc: team('analytics', '4300'),
      bi: { ...team('business-intelligence', '4310'), capacity: 'reserved' },
      reporting: team('business-intelligence', '4310'),
    },
  },
  { account_id: ANALYTICS, region: 'us-east-1', collected: true, workgroups: {} },
  {
    account_id: MARKETING,
    region: 'us-west-1',
    collected: true,
    workgroups: { primary: null, campaigns: team('marketing', '5200') },
  },
  {
    account_id: FINANCE,
    region: 'eu-central-1',
    collected: true,
    workgroups: { finance: team('finance', '6100') },
  },
  {
    account_id: DATA_SCIENCE,
    region: 'us-east-1',
    collected: true,
    workgroups: {
      research: team('data-science', '4400'),
      studio: team('data-science', '4400'),
      hackathon: { purpose: 'hackathon' },
    },
  },
  {
    account_id: BRASIL,
    region: 'sa-east-1',
    collected: true,
    workgroups: { primary: null, logistica: team('logistics', '7300') },
  },
  { account_id: NORDWIND, region: 'us-east-1', collected: false, workgroups: { primary: null } },
];

/** Workgroup with managed results and reserved capacity. */
export const RESERVED = 'bi';
export const RESERVED_DPUS = 24;

/** The site's tags of a workgroup; null if it has none or is unknown. */
export const tagsOf = (
  account_id: string,
  region: string,
  workgroup: string,
): Readonly<Record<string, string>> | null =>
  SITES.find((s) => s.account_id === account_id && s.region === region)?.workgroups[workgroup] ??
  null;
