/** What administrators do beside all that: sign in, open ports, be refused. For the security views. */
import { MAC_AGENT, type Caller } from './callers/caller';
import { iamUser, root, type UserIdentity } from './identity';
import { DATA_PLATFORM, FINANCE } from './organization';
import { at, type Period } from './period';
import { createRandom, type Random } from './random';
import { record, type TrailRecord } from './record';
import { delivered, type Delivery } from './trace';

type What = Pick<TrailRecord, 'eventSource' | 'eventName' | 'readOnly'> & Partial<TrailRecord>;

interface Done {
  /** Days before the last one. */
  days_ago: number;
  /** Of the day, UTC. */
  hour: number;
  who: Caller;
  what: What;
}

const OFFICE = '198.51.100.20';
const UNKNOWN = '203.0.113.250';

const person = (
  account_id: string,
  address: string,
  identity: (random: Random) => UserIdentity,
): Caller => ({
  user: '',
  user_source: '',
  job: '',
  account_id,
  region: 'eu-central-1',
  workgroups: [],
  identity,
  agents: [MAC_AGENT],
  addresses: [address],
  rhythm: () => [],
  weekdays: 0,
  weekends: 0,
  work: [],
});

const ONCALL = person(DATA_PLATFORM, OFFICE, (r) => iamUser(DATA_PLATFORM, 'oncall', r));
const STRANGER = person(FINANCE, UNKNOWN, (r) => iamUser(FINANCE, 'old-admin', r));
const ROOT = person(FINANCE, OFFICE, (r) => root(FINANCE, r));

const login = (succeeded: boolean, mfa: boolean): What => ({
  eventSource: 'signin.amazonaws.com',
  eventName: 'ConsoleLogin',
  readOnly: false,
  eventType: 'AwsConsoleSignIn',
  ...(succeeded ? {} : { errorMessage: 'Failed authentication' }),
  responseElements: { ConsoleLogin: succeeded ? 'Success' : 'Failure' },
  additionalEventData: {
    LoginTo: 'https://console.aws.amazon.com/console/home',
    MobileVersion: 'No',
    MFAUsed: mfa ? 'Yes' : 'No',
  },
});

const ec2 = (eventName: string, requestParameters: Record<string, unknown>): What => ({
  eventSource: 'ec2.amazonaws.com',
  eventName,
  readOnly: false,
  requestParameters,
});

const SSH = { ipProtocol: 'tcp', fromPort: 22, toPort: 22 };
const permissions = (groupId: string, cidrIp: string): Record<string, unknown> => ({
  groupId,
  ipPermissions: {
    items: [
      {
        ...SSH,
        groups: {},
        ipRanges: { items: [{ cidrIp, description: 'for an hour' }] },
        ipv6Ranges: {},
        prefixListIds: {},
      },
    ],
  },
});
const changed = {
  ModifySecurityGroupRulesRequest: {
    GroupId: 'sg-0a1b2c3d4e5f60001',
    SecurityGroupRule: {
      SecurityGroupRuleId: 'sgr-0a1b2c3d4e5f60002',
      SecurityGroupRule: {
        IpProtocol: 'tcp',
        FromPort: 5439,
        ToPort: 5439,
        CidrIpv4: '10.0.0.0/8',
        Description: 'warehouse',
      },
      tag: 1,
    },
  },
};

const refused = (
  eventSource: string,
  eventName: string,
  errorCode: string,
  errorMessage = 'not allowed',
): What => ({ eventSource, eventName, readOnly: true, errorCode, errorMessage });

const GROUP = 'sg-0a1b2c3d4e5f60001';
const DENIED = ['ListUsers', 'ListRoles', 'ListAccessKeys', 'GetAccountSummary'];

const STORY: readonly Done[] = [
  ...[9, 6, 3, 2, 1, 0].map((days_ago) => ({
    days_ago,
    hour: 7.5,
    who: ONCALL,
    what: login(true, true),
  })),
  { days_ago: 3, hour: 8, who: ONCALL, what: ec2('ModifySecurityGroupRules', changed) },
  {
    days_ago: 2,
    hour: 9,
    who: ONCALL,
    what: ec2('AuthorizeSecurityGroupIngress', permissions(GROUP, '0.0.0.0/0')),
  },
  {
    days_ago: 2,
    hour: 10,
    who: ONCALL,
    what: ec2('RevokeSecurityGroupIngress', permissions(GROUP, '0.0.0.0/0')),
  },
  { days_ago: 1, hour: 2, who: STRANGER, what: login(false, false) },
  { days_ago: 1, hour: 2.1, who: STRANGER, what: login(false, false) },
  { days_ago: 1, hour: 2.2, who: STRANGER, what: login(true, false) },
  ...DENIED.map((name, i) => ({
    days_ago: 1,
    hour: 2.3 + i / 100,
    who: STRANGER,
    what: refused('iam.amazonaws.com', name, 'AccessDenied'),
  })),
  ...[1, 0].map((days_ago) => ({
    days_ago,
    hour: 5,
    who: ONCALL,
    what: refused('ec2.amazonaws.com', 'DescribeInstances', 'Client.RequestLimitExceeded'),
  })),
  { days_ago: 1, hour: 6, who: ROOT, what: login(true, false) },
  {
    days_ago: 1,
    hour: 6.1,
    who: ROOT,
    what: { eventSource: 'iam.amazonaws.com', eventName: 'DeactivateMFADevice', readOnly: false },
  },
];

/** The same story each time; days before the first are left out. */
export function* administration(period: Period, seed: number): Iterable<Delivery> {
  for (const [i, { days_ago, hour, who, what }] of STORY.entries()) {
    const day = period.ago(days_ago);
    if (day === null) continue;
    const random = createRandom(`${seed} administration ${i}`);
    const called_at = at(day, hour);
    yield delivered(record(who, called_at, what, random), called_at, random);
  }
}
