/**
 * Every identity of the real trails, dressed as a submission: eventSource and eventName are rewritten
 * to StartQueryExecution, ids and times are made up, errors are taken away; identity, address, agent
 * and account stay as they are. Each gets a user by a rule.
 */
import { join } from 'node:path';
import { buildLake } from '../../src/cli/build-lake';
import { VIEWS } from '../../src/report/views';
import { lines, open, put, rowsOf, scratch } from '../local/scratch';
import { overFixtures, realTrail, shapes, type TrailRecord } from './fixtures';

const DAY = '2026-03-01';
const ACCOUNT = '111122223333';

interface Identity {
  type?: string;
  invokedBy?: string;
}

const identityOf = (record: TrailRecord): Identity => record['userIdentity'] as Identity;

/** One record for each identity: key ids and creation dates tell no two apart. */
function distinctIdentities(): TrailRecord[] {
  const all = [realTrail('invictus'), realTrail('flaws'), shapes()].flatMap(
    ({ records }) => records,
  );
  const plain = (key: string, value: unknown): unknown =>
    ['accessKeyId', 'creationDate'].includes(key) ? undefined : value;
  return [...new Map(all.map((one) => [JSON.stringify(identityOf(one), plain), one])).values()];
}

const queryId = (i: number): string => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;

const dressed = (record: TrailRecord, i: number): TrailRecord => {
  const { errorCode: _code, errorMessage: _message, ...rest } = record;
  return {
    ...rest,
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecution',
    eventTime: `${DAY}T12:00:00Z`,
    eventID: `event-${i}`,
    requestParameters: { queryString: '***OMITTED***', workGroup: 'primary' },
    responseElements: { queryExecutionId: queryId(i) },
  };
};

async function buildOf(records: TrailRecord[]) {
  const folder = scratch();
  const trail = `trail/AWSLogs/${ACCOUNT}/CloudTrail/us-east-1/2026/03/01/real.json.gz`;
  put(folder, trail, JSON.stringify({ Records: records.map(dressed) }));
  const rows = records.map((_, i) => ({
    query_execution_id: queryId(i),
    submitted_at: `${DAY}T12:00:00.000Z`,
    state: 'SUCCEEDED',
  }));
  put(folder, `history/day=${DAY}/real.json.gz`, lines(rows));
  const days = { from: DAY, to: DAY };
  await buildLake({ lake: folder, ...days });
  const lake = await open(join(folder), { views: VIEWS });
  return await rowsOf(
    lake,
    `SELECT query_execution_id, record_source, user, user_source, identity_type FROM events ORDER BY 1`,
  );
}

/** Rules that may name a caller of each type. */
const RULES: Record<string, string[]> = {
  IAMUser: ['iam_user', 'source_identity'],
  Root: ['root'],
  AssumedRole: ['source_identity', 'sso_session', 'identity_center', 'session_name', 'role_name'],
  SAMLUser: ['federated'],
  WebIdentityUser: ['federated'],
  FederatedUser: ['federated'],
  IdentityCenterUser: ['identity_center'],
  AWSAccount: ['service', 'account'],
  AWSService: ['service'],
  'no type': ['service', 'account'],
};

overFixtures(() => {
  test('each real identity gets a user, by a rule of its type', async () => {
    const records = distinctIdentities();
    expect(records.length).toBeGreaterThan(30);
    const rows = await buildOf(records);
    expect(rows.map(([id]) => id)).toEqual(records.map((_, i) => queryId(i)));
    const found: Record<string, number> = {};
    rows.forEach(([, source, user, rule, type], i) => {
      const identity = identityOf(records[i]!);
      expect(source).toBe('matched');
      expect(type).toBe(identity.type ?? null);
      expect([identity, user]).toEqual([identity, expect.stringMatching(/\S/)]);
      const name = rule as string;
      expect([identity, RULES[identity.type ?? 'no type']]).toEqual([
        identity,
        expect.arrayContaining([name]),
      ]);
      found[name] = (found[name] ?? 0) + 1;
    });
    // Not all by one rule, and none of the rules for machines swallows the people.
    expect(Object.keys(found).length).toBeGreaterThanOrEqual(5);
    expect(found['account'] ?? 0).toBeLessThan(records.length / 4);
  });

  test('the 42 records without type and ARN are among them', () => {
    const { records } = realTrail('invictus');
    const bare = records.filter((record) => !('type' in (record['userIdentity'] as object)));
    expect(bare).toHaveLength(42);
  });
});
