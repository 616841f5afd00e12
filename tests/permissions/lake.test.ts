/** Who may do what in the lake: the role's policy and the bucket's, judged together. */
import { historyKey, ledgerPrefix, ownTrail, trailKey } from '../../src/core/lake';
import type { Job } from '../../src/core/tables/ledger';
import type { Context, Policies, Principal } from './simulator/request';
import { simulate } from './simulator/simulate';
import {
  ACCOUNT,
  BUCKET,
  bucketPolicyOf,
  identityOf,
  MAIN_ACCOUNT,
  mainStack,
  ORGANIZATION,
  OTHER_ACCOUNT,
  REGION,
  regionalStack,
  roleIn,
  sessionOf,
  TRAIL,
} from './stacks';

const DAY = '2026-03-01';
const BUCKET_ARN = `arn:aws:s3:::${BUCKET}`;
const ORGANIZED: Context = { 'aws:PrincipalOrgID': ORGANIZATION };

const partOf = (account_id: string, region = REGION, workgroup = 'primary'): string =>
  historyKey({ day: DAY, account_id, region, workgroup, window: DAY, part: 0 });
const trailOf = (account_id: string, region = REGION): string =>
  trailKey({ day: DAY, account_id, region, window: DAY, part: 0 });
const recordOf = (account_id: string, job: Job = 'history', region = REGION) =>
  `${ledgerPrefix(DAY, job, account_id, region)}20260302T002000Z-1f2e3d4c.json`;

interface Caller {
  principal: Principal;
  identity: Policies['identity'];
  context: Context;
}

const collector = (over: Partial<Caller> = {}, account_id = ACCOUNT): Caller => ({
  principal: sessionOf(account_id, 'ledger-historyrole'),
  identity: identityOf(roleIn(regionalStack({ account_id }), 'HistoryRole')),
  context: ORGANIZED,
  ...over,
});
/** What the collector's account could do at most: somebody there made a role that may do all. */
const administrator = (over: Partial<Caller> = {}, account_id = ACCOUNT): Caller => ({
  principal: sessionOf(account_id, 'admin'),
  identity: [
    { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
  ],
  context: ORGANIZED,
  ...over,
});

const resource = bucketPolicyOf(mainStack());

function verdict(caller: Caller, action: string, arn: string, context: Context = {}) {
  const { principal, identity } = caller;
  return simulate(
    {
      principal,
      action,
      resource: arn,
      resource_account_id: MAIN_ACCOUNT,
      context: { ...caller.context, ...context },
    },
    { identity, resource },
  );
}
const onKey = (caller: Caller, action: string, key: string, context?: Context) =>
  verdict(caller, action, `${BUCKET_ARN}/${key}`, context);
const listing = (caller: Caller, prefix: string | null) =>
  verdict(caller, 's3:ListBucket', BUCKET_ARN, prefix === null ? {} : { 's3:prefix': prefix });

describe('the collector of an account of the organization', () => {
  test.each([
    ['writes its history', 's3:PutObject', partOf(ACCOUNT)],
    [
      'writes history of a workgroup with an odd name',
      's3:PutObject',
      partOf(ACCOUNT, REGION, 'a.b_c-D'),
    ],
    ['writes its record', 's3:PutObject', recordOf(ACCOUNT)],
    ['reads its record', 's3:GetObject', recordOf(ACCOUNT)],
    ['writes what it looked up', 's3:PutObject', trailOf(ACCOUNT)],
    ['reads what it has to fill up', 's3:GetObject', trailOf(ACCOUNT)],
    ['writes its record of that', 's3:PutObject', recordOf(ACCOUNT, 'lookup')],
  ])('%s', (_what, action, key) => {
    expect(onKey(collector(), action, key)).toEqual({
      allowed: true,
      because: 'both policies allow it',
    });
  });

  test('lists its own records of a day, so that a missing one is told from a refused one', () => {
    expect(listing(collector(), ledgerPrefix(DAY, 'history', ACCOUNT, REGION)).allowed).toBe(true);
  });

  test.each([
    ['another account', partOf(OTHER_ACCOUNT)],
    ['another region of its account', partOf(ACCOUNT, 'us-east-1')],
    ['an account whose number begins alike', partOf(`${ACCOUNT}4`)],
    ['another account’s trail', trailOf(OTHER_ACCOUNT)],
    ['another region’s trail', trailOf(ACCOUNT, 'us-east-1')],
  ])('neither writes nor reads the history of %s', (_what, key) => {
    for (const action of ['s3:PutObject', 's3:GetObject'])
      expect(onKey(collector(), action, key).allowed).toBe(false);
  });

  test('may not delete, not even its own', () => {
    for (const key of [partOf(ACCOUNT), recordOf(ACCOUNT)])
      expect(onKey(collector(), 's3:DeleteObject', key).allowed).toBe(false);
  });

  test.each([null, '', 'history/', `history/day=${DAY}/`, 'results/', 'events/'])(
    'may not list %j',
    (prefix) => {
      expect(listing(collector(), prefix).allowed).toBe(false);
    },
  );

  test('comes with TLS or not at all', () => {
    const plain = { 'aws:SecureTransport': 'false' };
    expect(onKey(collector(), 's3:PutObject', partOf(ACCOUNT), plain)).toEqual({
      allowed: false,
      because: 'denied by OnlyTls',
    });
  });
});

/** Whatever its own policies say: the bucket's policy is what the main account controls. */
describe('anybody in an account of the organization, by the bucket’s policy', () => {
  test.each([
    partOf(ACCOUNT),
    partOf(ACCOUNT, 'us-east-1'),
    recordOf(ACCOUNT),
    trailOf(ACCOUNT, 'us-east-1'),
    recordOf(ACCOUNT, 'lookup'),
  ])('writes and reads %s', (key) => {
    for (const action of ['s3:PutObject', 's3:GetObject'])
      expect(onKey(administrator(), action, key).allowed).toBe(true);
  });

  test.each([
    partOf(OTHER_ACCOUNT),
    recordOf(OTHER_ACCOUNT),
    trailOf(OTHER_ACCOUNT),
    `trail/AWSLogs/x/${ACCOUNT}/CloudTrail/x.json.gz`,
    `trail/AWSLogs/${ACCOUNT}/x.json.gz`,
    recordOf(OTHER_ACCOUNT, 'lookup'),
    recordOf(MAIN_ACCOUNT),
    recordOf(ACCOUNT, 'events'),
    // A day that is none, so that the account's own name stands in the folder of another.
    `history/day=${DAY}/account_id=${OTHER_ACCOUNT}/day=${DAY}/account_id=${ACCOUNT}/x.json.gz`,
    `history/day=x/account_id=${OTHER_ACCOUNT}/account_id=${ACCOUNT}/x.json.gz`,
    `history/account_id=${ACCOUNT}/x.json.gz`,
    `events/day=${DAY}/run=x/part.parquet`,
    `submissions/delivered_day=${DAY}/run=x/part.parquet`,
    'results/abc.csv',
    'stackset/stackset-regional.yaml',
  ])('neither writes nor reads %s', (key) => {
    for (const action of ['s3:PutObject', 's3:GetObject'])
      expect(onKey(administrator(), action, key).allowed).toBe(false);
  });

  test.each(['s3:DeleteObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:GetObjectVersion'])(
    'may not %s its own',
    (action) => {
      expect(onKey(administrator(), action, partOf(ACCOUNT)).allowed).toBe(false);
    },
  );

  test.each(['s3:DeleteBucket', 's3:PutBucketPolicy', 's3:GetBucketPolicy'])(
    'may not %s',
    (action) => {
      expect(verdict(administrator(), action, BUCKET_ARN).allowed).toBe(false);
    },
  );

  test('lists what bears its number, and nothing else', () => {
    const below = (account: string): string => `history/day=${DAY}/account_id=${account}/`;
    expect(listing(administrator(), below(ACCOUNT)).allowed).toBe(true);
    for (const prefix of [null, '', 'history/', below(OTHER_ACCOUNT), 'events/'])
      expect(listing(administrator(), prefix).allowed).toBe(false);
  });
});

describe('from outside the organization', () => {
  test.each<[string, Context]>([
    ['another organization', { 'aws:PrincipalOrgID': 'o-another00000' }],
    ['no organization', {}],
  ])('an account of %s has no access to anything', (_what, context) => {
    const caller = administrator({ context });
    for (const action of ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'])
      expect(onKey(caller, action, partOf(ACCOUNT)).allowed).toBe(false);
    expect(listing(caller, `history/day=${DAY}/account_id=${ACCOUNT}/`).allowed).toBe(false);
  });

  test('somebody without credentials has no access', () => {
    const nobody = administrator({ principal: { arn: null, account_id: null }, context: {} });
    for (const key of [partOf(ACCOUNT), 'events/x', 'results/x'])
      expect(onKey(nobody, 's3:GetObject', key).allowed).toBe(false);
  });
});

test('without an organization nobody but the main account comes in', () => {
  const alone = bucketPolicyOf(mainStack({ parameters: { OrganizationId: '' } }));
  expect(alone.Statement.map(({ Sid }) => Sid)).toEqual(['OnlyTls']);
  const own = regionalStack({ account_id: MAIN_ACCOUNT });
  const asked = simulate(
    {
      principal: sessionOf(MAIN_ACCOUNT, 'ledger-historyrole'),
      action: 's3:PutObject',
      resource: `${BUCKET_ARN}/${partOf(MAIN_ACCOUNT)}`,
      resource_account_id: MAIN_ACCOUNT,
    },
    { identity: identityOf(roleIn(own, 'HistoryRole')), resource: alone },
  );
  expect(asked.allowed).toBe(true);
});

describe('where nobody looks up', () => {
  const parameters = { LookupEvents: 'false' };
  const closed = bucketPolicyOf(mainStack({ parameters }));

  test('the collector may not, and nobody writes below trail/', () => {
    const role = roleIn(regionalStack({ parameters }), 'HistoryRole');
    expect(JSON.stringify(role.policies)).not.toMatch(/LookupEvents|trail|job=lookup/);
    expect(JSON.stringify(closed)).not.toMatch(/trail|job=lookup/);
    const { principal, identity } = administrator();
    const writes = (key: string) =>
      simulate(
        {
          principal,
          action: 's3:PutObject',
          resource: `${BUCKET_ARN}/${key}`,
          resource_account_id: MAIN_ACCOUNT,
          context: ORGANIZED,
        },
        { identity, resource: closed },
      ).allowed;
    expect([writes(trailOf(ACCOUNT)), writes(partOf(ACCOUNT))]).toEqual([false, true]);
  });
});

describe('the lake as its own trail', () => {
  const own = mainStack({ parameters: { TrailLocation: '', LookupEvents: 'true' } });
  const bucket = own['EventsFunction']!.Properties as unknown as {
    Environment: { Variables: Record<string, string> };
  };
  const { TRAIL_LOCATION, LEDGER_BUCKET } = bucket.Environment.Variables;

  test('is what the function reads, and the table', () => {
    expect(TRAIL_LOCATION).toBe(ownTrail(LEDGER_BUCKET!));
    const table = own['CloudTrailTable']!.Properties['TableInput'] as unknown as {
      Parameters: Record<string, string>;
      StorageDescriptor: { Location: string };
    };
    expect(table.StorageDescriptor.Location).toBe(TRAIL_LOCATION);
    const key = `s3://${LEDGER_BUCKET!}/${trailOf(ACCOUNT)}`;
    const folder = table.Parameters['storage.location.template']!.replace('${account_id}', ACCOUNT)
      .replace('${region}', REGION)
      .replace('${delivered_day}', DAY.replaceAll('-', '/'));
    expect(key.startsWith(`${folder}/`)).toBe(true);
  });

  test('is read by the function, and written by nobody in the main stack', () => {
    const may = (action: string): boolean =>
      simulate(
        {
          principal: sessionOf(MAIN_ACCOUNT, 'ledger-eventsrole'),
          action,
          resource: `arn:aws:s3:::${LEDGER_BUCKET!}/${trailOf(ACCOUNT)}`,
          resource_account_id: MAIN_ACCOUNT,
        },
        { identity: identityOf(roleIn(own, 'EventsRole')), resource: bucketPolicyOf(own) },
      ).allowed;
    expect([may('s3:GetObject'), may('s3:PutObject'), may('s3:DeleteObject')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('a trail that is given goes first; without either there is no table', () => {
    const given = mainStack()['EventsFunction']!.Properties as unknown as typeof bucket;
    expect(given.Environment.Variables['TRAIL_LOCATION']).toBe(`s3://${TRAIL}/`);
    const none = mainStack({ parameters: { TrailLocation: '', LookupEvents: 'false' } });
    expect(none).not.toHaveProperty('CloudTrailTable');
  });
});
