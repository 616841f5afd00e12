/** The simulator itself, on rules that the IAM user guide states. */
import type { Policy, Principal, Request, Statement } from './request';
import { simulate } from './simulate';

const HOME = '111122223333';
const AWAY = '444455556666';
const OBJECT = 'arn:aws:s3:::bucket/home/alice/file.txt';
const alice: Principal = { account_id: HOME, arn: `arn:aws:iam::${HOME}:role/alice` };

const policy = (...statements: Partial<Statement>[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: '*',
    ...statement,
  })),
});
const request = (over: Partial<Request> = {}): Request => ({
  principal: alice,
  action: 's3:GetObject',
  resource: OBJECT,
  resource_account_id: HOME,
  ...over,
});
const isAllowed = (identity: Policy[], resource: Policy | null = null, over?: Partial<Request>) =>
  simulate(request(over), { identity, resource }).allowed;

/** Of the resource's policy: everybody may. */
const open = policy({ Principal: '*' });

describe('policy evaluation logic', () => {
  test('nothing is allowed by default', () => {
    expect(isAllowed([])).toBe(false);
    expect(isAllowed([policy({ Action: 's3:PutObject' })])).toBe(false);
  });

  test('within an account either policy is enough', () => {
    expect(isAllowed([policy({})])).toBe(true);
    expect(isAllowed([], open)).toBe(true);
  });

  test('across accounts both policies must allow', () => {
    const away = { resource_account_id: AWAY };
    expect(isAllowed([policy({})], null, away)).toBe(false);
    expect(isAllowed([], open, away)).toBe(false);
    expect(isAllowed([policy({})], open, away)).toBe(true);
  });

  test('a deny in either policy wins', () => {
    const deny = policy({ Effect: 'Deny', Principal: '*' });
    expect(isAllowed([policy({})], deny)).toBe(false);
    expect(isAllowed([policy({}), policy({ Effect: 'Deny' })], open)).toBe(false);
  });
});

describe('a statement applies by', () => {
  test.each([
    ['s3:GetObject', true],
    ['s3:getobject', true],
    ['s3:Get*', true],
    ['s3:GetObjec?', true],
    ['*', true],
    ['s3:GetObjectTagging', false],
    ['s3:Object', false],
  ])('action: %s', (Action, applies) => {
    expect(isAllowed([policy({ Action: ['sns:Publish', Action] })])).toBe(applies);
  });

  test.each([
    [OBJECT, true],
    ['arn:aws:s3:::bucket/*', true],
    ['arn:aws:s3:::bucket/h*/file.tx?', true],
    ['arn:aws:s3:::bucket/home/${aws:PrincipalTag/team}/*', true],
    ['arn:aws:s3:::bucket/home/${aws:nothing}/*', false],
    ['arn:aws:s3:::bucket/home/a.ice/file.txt', false],
    ['arn:aws:s3:::bucket', false],
    ['arn:aws-cn:s3:::bucket/*', false],
  ])('resource: %s', (Resource, applies) => {
    const context = { 'aws:principaltag/Team': 'alice' };
    expect(isAllowed([policy({ Resource })], null, { context })).toBe(applies);
  });

  test('a wildcard in the value of a variable is no wildcard', () => {
    const own = policy({ Resource: 'arn:aws:s3:::bucket/home/${aws:PrincipalTag/team}/*' });
    expect(isAllowed([own], null, { context: { 'aws:PrincipalTag/team': '*' } })).toBe(false);
  });

  test.each([
    ['*', true],
    [{ AWS: HOME }, true],
    [{ AWS: `arn:aws:iam::${HOME}:root` }, true],
    [{ AWS: [`arn:aws:iam::${HOME}:role/alice`] }, true],
    [{ AWS: `arn:aws:iam::${AWAY}:root` }, false],
    [{ Service: 'lambda.amazonaws.com' }, false],
  ])('principal: %j', (who, applies) => {
    expect(isAllowed([], policy({ Principal: who }))).toBe(applies);
  });

  test('principal: a service is named as one', () => {
    const principal: Principal = {
      arn: null,
      account_id: null,
      service: 'scheduler.amazonaws.com',
    };
    const named = policy({ Principal: { Service: 'scheduler.amazonaws.com' } });
    const verdict = simulate(request({ principal }), { identity: [policy({})], resource: named });
    expect(verdict.allowed).toBe(true);
    expect(isAllowed([], named)).toBe(false);
  });
});

describe('conditions', () => {
  const context = {
    'aws:PrincipalOrgID': 'o-1',
    's3:prefix': 'home/alice/x',
    'aws:Multi': ['a', 'b'],
  };
  const holds = (Condition: Statement['Condition']): boolean =>
    isAllowed([policy({ ...(Condition && { Condition }) })], null, { context });

  test.each<[string, NonNullable<Statement['Condition']>, boolean]>([
    ['equal', { StringEquals: { 'aws:principalorgid': 'o-1' } }, true],
    ['one of several', { StringEquals: { 'aws:PrincipalOrgID': ['o-0', 'o-1'] } }, true],
    [
      'a wildcard is no wildcard in StringEquals',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-*' } },
      false,
    ],
    ['like', { StringLike: { 's3:prefix': 'home/*' } }, true],
    ['not like', { StringLike: { 's3:prefix': 'home' } }, false],
    ['any of the key’s values', { StringEquals: { 'aws:Multi': 'b' } }, true],
    ['absent', { StringEquals: { 'aws:SourceVpce': 'vpce-1' } }, false],
    ['absent, IfExists', { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-1' } }, true],
    ['absent, negated', { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }, true],
    ['negated', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, false],
    ['null', { Null: { 'aws:SourceVpce': 'true' } }, true],
    ['not null', { Null: { 'aws:PrincipalOrgID': 'true' } }, false],
    ['true', { Bool: { 'aws:SecureTransport': 'true' } }, true],
    ['every key', { StringEquals: { 'aws:PrincipalOrgID': 'o-1', 's3:prefix': 'x' } }, false],
    [
      'every operator',
      { Bool: { 'aws:SecureTransport': 'true' }, StringLike: { 's3:prefix': 'x' } },
      false,
    ],
    ['variables', { StringLike: { 's3:prefix': 'home/${aws:PrincipalAccount}/*' } }, false],
    ['an ARN', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/alice' } }, true],
    ['part by part', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:*:role/alice' } }, false],
  ])('%s', (_what, condition, held) => {
    expect(holds(condition)).toBe(held);
  });

  test('an operator that is not known is an error', () => {
    expect(() => holds({ NumericLessThan: { 's3:max-keys': '10' } })).toThrow('NumericLessThan');
  });
});
