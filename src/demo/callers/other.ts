import { ANALYTICS, MARKETING } from '../organization';
import { office } from '../rhythm';
import { select } from '../work';
import { BOTO3_AGENT, type Caller } from './caller';

const CLICKS = select(
  'marketing',
  3,
  0.7,
  (r, day) =>
    `SELECT count(*) FROM marketing.campaign_clicks WHERE dt = '${day}' AND campaign_id = ${r.integer(1, 99)}`,
);
export const STORES = select(
  'marts',
  0.05,
  0.7,
  () => 'SELECT store_id, name, city FROM marts.dim_store',
);

export const IN_MARKETING = {
  account_id: MARKETING,
  region: 'us-west-1',
  workgroups: ['campaigns'],
};
export const IN_ANALYTICS = {
  account_id: ANALYTICS,
  region: 'eu-central-1',
  workgroups: ['reporting'],
  work: [STORES],
};

type Kind = Pick<Caller, 'account_id' | 'region' | 'workgroups' | 'identity'> & Partial<Caller>;

/** A caller that asks now and then, unless it says otherwise. */
export const other = (user: string, user_source: string, job: string, kind: Kind): Caller => ({
  user,
  user_source,
  job,
  agents: [BOTO3_AGENT],
  addresses: ['10.50.0.4'],
  rhythm: office(8, 17),
  weekdays: 4,
  weekends: 1,
  work: [CLICKS],
  failing: 0.03,
  ...kind,
});
