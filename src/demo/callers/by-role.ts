/** People who use a plain role: the session's name is theirs. */
import { assumedRole } from '../identity';
import { DATA_PLATFORM, FINANCE, MARKETING } from '../organization';
import { office } from '../rhythm';
import { select, utility } from '../work';
import { CLI_AGENT, WINDOWS_AGENT, type Caller } from './caller';

/** A service that names the role only in the ARN, without sessionIssuer. */
export const NADIA: Caller = {
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
  agents: [WINDOWS_AGENT],
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
export const KAI: Caller = {
  user: 'kai.mueller',
  user_source: 'session_name',
  job: 'platform engineer, from the command line, mostly in other accounts',
  account_id: FINANCE,
  region: 'eu-central-1',
  workgroups: ['finance'],
  identity: (random) =>
    assumedRole(
      { account_id: DATA_PLATFORM, role: 'PlatformAdmin', session: 'kai.mueller', mfa: true },
      random,
    ),
  agents: [CLI_AGENT],
  addresses: ['203.0.113.10'],
  rhythm: office(7, 17),
  weekdays: 3,
  weekends: 0,
  work: [
    utility('SHOW_PARTITIONS', 'finance', () => 'SHOW PARTITIONS finance.journal'),
    utility('DESCRIBE_TABLE', 'finance', () => 'DESCRIBE finance.journal'),
    select('finance', 0.01, 0.5, () => 'SELECT "$path", count(*) FROM finance.journal GROUP BY 1'),
  ],
};
