import { DEMO, readDemo } from './demo-files';

const { files, trail, calls } = readDemo(DEMO);

describe('the demo’s trail', () => {
  it('names its files as CloudTrail does', () => {
    const name =
      /^trail\/AWSLogs\/o-exampleorg\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\/\1_CloudTrail_\2_\3\4\5T\d{4}Z_[A-Z2-7]{16}\.json\.gz$/;
    const keys = new Set(trail.map(({ key }) => key));
    expect([...keys].filter((key) => !name.test(key))).toEqual([]);
  });

  it('delivers some minutes after the call, records of a day mostly in that day’s folder', () => {
    const elsewhere = calls.filter((c) => c.record.eventTime.slice(0, 10) !== c.delivered_day);
    expect(elsewhere.length).toBeGreaterThan(5);
    expect(elsewhere.length / calls.length).toBeLessThan(0.02);
  });

  it('has what security people look for: sign-ins, opened ports, refusals, root', () => {
    const names = trail.map(({ record }) => record.eventName);
    expect(names.filter((name) => name === 'ConsoleLogin').length).toBeGreaterThan(5);
    expect(names).toContain('AuthorizeSecurityGroupIngress');
    expect(names).toContain('ModifySecurityGroupRules');
    const refused = trail.filter(({ record }) => record.eventSource === 'iam.amazonaws.com');
    expect(refused.some(({ record }) => record.errorCode === 'AccessDenied')).toBe(true);
    const roots = trail.filter(({ record }) => record.userIdentity['type'] === 'Root');
    expect(roots.length).toBeGreaterThan(1);
  });

  it('has three kinds of noise: polls, other services, digests', () => {
    const names = new Set(trail.map(({ record }) => `${record.eventSource} ${record.eventName}`));
    expect(names).toContain('athena.amazonaws.com GetQueryExecution');
    expect(names).toContain('athena.amazonaws.com BatchGetQueryExecution');
    expect(names).toContain('kms.amazonaws.com Decrypt');
    expect(files.some(({ key }) => key.includes('/CloudTrail-Digest/'))).toBe(true);
    expect(trail.length).toBeGreaterThan(1.5 * calls.length);
  });

  it('leaves the SQL out of accepted calls, and names the query they started', () => {
    const accepted = calls.filter(({ record }) => record.responseElements);
    const masked = accepted.filter(
      (c) => c.record.requestParameters!['queryString'] === '***OMITTED***',
    );
    expect(accepted.length - masked.length).toBe(2);
    const answers = accepted.map(({ record }) => JSON.stringify(record.responseElements));
    expect(
      answers.filter((text) => !/^\{"queryExecutionId":"[0-9a-f-]{36}"\}$/.test(text)),
    ).toEqual([]);
    const asked = new Set(accepted.flatMap(({ record }) => Object.keys(record.requestParameters!)));
    expect([...asked].sort()).toEqual([
      'clientRequestToken',
      'queryExecutionContext',
      'queryString',
      'resultConfiguration',
      'workGroup',
    ]);
  });

  it('refuses with a code, a reason and no answer', () => {
    const refused = calls.filter(({ record }) => record.errorCode !== undefined);
    for (const { record } of refused) expect(record.responseElements).toBeNull();
    const codes = new Set(refused.map(({ record }) => record.errorCode));
    expect(codes).toEqual(
      new Set(['AccessDenied', 'InvalidRequestException', 'TooManyRequestsException']),
    );
    const invalid = refused.filter(({ record }) => record.errorCode === 'InvalidRequestException');
    for (const { record } of invalid) expect(record.requestParameters).toBeNull();
  });

  it('writes every kind of identity', () => {
    const types = new Set(
      calls.map(({ record }) => record.userIdentity['type'] as string | undefined),
    );
    expect(types).toEqual(
      new Set([
        'AssumedRole',
        'IAMUser',
        'Root',
        'IdentityCenterUser',
        'SAMLUser',
        'WebIdentityUser',
        'FederatedUser',
        'AWSService',
        'AWSAccount',
        undefined,
      ]),
    );
    expect(calls.filter(({ record }) => record.userIdentity['type'] === 'Root')).toHaveLength(1);
    const issuers = calls.map(
      ({ record }) =>
        record.userIdentity['sessionContext'] as { sessionIssuer?: object } | undefined,
    );
    expect(issuers.some((context) => context && !context.sessionIssuer)).toBe(true);
  });

  it('has callers of other accounts, by role and by account', () => {
    const other = calls.filter(({ record }) => {
      const account = record.userIdentity['accountId'];
      return account !== undefined && account !== record.recipientAccountId;
    });
    expect(new Set(other.map(({ record }) => record.userIdentity['type']))).toEqual(
      new Set(['AssumedRole', 'AWSAccount']),
    );
  });
});
