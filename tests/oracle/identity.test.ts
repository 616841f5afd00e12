import { isMachine, whoOf } from './identity';
import type { JsonObject } from './organization';

const ROLE = 'arn:aws:sts::111122223333:assumed-role/etl/';
const SSO = 'AWSReservedSSO_Analyst_0123456789abcdef';
const role = (session: string, fields: JsonObject = {}): JsonObject => ({
  type: 'AssumedRole',
  arn: `${ROLE}${session}`,
  principalId: `AROA:${session}`,
  ...fields,
});
const issuer = (userName: string | null): JsonObject => ({
  sessionContext: { sessionIssuer: { type: 'Role', userName, arn: 'arn:role' } },
});
const person = { onBehalfOf: { userId: 'u-1' } };

test.each<[string, JsonObject, string | null, string | null]>([
  [
    'source identity first',
    role('ada', { ...person, sessionContext: { sourceIdentity: 's' } }),
    'source_identity',
    's',
  ],
  [
    '… not if empty',
    role('ada', { sessionContext: { sourceIdentity: '' } }),
    'session_name',
    'ada',
  ],
  ['SSO', role('ada@x.org', { ...person, ...issuer(SSO) }), 'sso_session', 'ada@x.org'],
  ['SSO, a number for a name', role('1234567890', issuer(SSO)), 'sso_session', '1234567890'],
  [
    'SSO by the ARN',
    { type: 'AssumedRole', arn: `arn:aws:sts::1:assumed-role/${SSO}/ada` },
    'sso_session',
    'ada',
  ],
  ['SSO without a session', { type: 'AssumedRole', ...issuer(SSO) }, 'role_name', SSO],
  ['almost SSO', role('1234567890', issuer('AWSReservedSSO')), 'role_name', 'AWSReservedSSO'],
  ['Identity Center', { type: 'IdentityCenterUser', ...person }, 'identity_center', 'u-1'],
  ['Identity Center behind a role', role('ada', person), 'identity_center', 'u-1'],
  ['Identity Center, empty', role('ada', { onBehalfOf: { userId: '' } }), 'session_name', 'ada'],
  ['SAML', { type: 'SAMLUser', userName: 'bob' }, 'federated', 'bob'],
  ['web identity', { type: 'WebIdentityUser', userName: 'bob' }, 'federated', 'bob'],
  [
    'federated by the ARN',
    { type: 'FederatedUser', arn: 'arn:aws:sts::1:federated-user/Bob' },
    'federated',
    'Bob',
  ],
  ['federated, nameless', { type: 'FederatedUser', accountId: '1' }, 'account', '1'],
  ['a session', role('ada'), 'session_name', 'ada'],
  [
    'a session by the principal',
    { type: 'AssumedRole', principalId: 'AROA:ada' },
    'session_name',
    'ada',
  ],
  ['a machine’s session', role('i-0abc', issuer('job')), 'role_name', 'job'],
  ['a machine’s, no issuer', role('i-0abc'), 'role_name', 'etl'],
  ['a machine’s, empty issuer', role('i-0abc', issuer('')), 'role_name', 'etl'],
  [
    'IAM user',
    { type: 'IAMUser', userName: 'ada', arn: 'arn:aws:iam::1:user/x' },
    'iam_user',
    'ada',
  ],
  ['IAM user, nameless', { type: 'IAMUser', accountId: '1' }, 'account', '1'],
  ['root', { type: 'Root', accountId: '1', invokedBy: 'x' }, 'root', 'root'],
  [
    'a service',
    { type: 'AWSService', invokedBy: 'qs.amazonaws.com' },
    'service',
    'qs.amazonaws.com',
  ],
  [
    'a service for an account',
    { accountId: '1', invokedBy: 'qs.amazonaws.com' },
    'service',
    'qs.amazonaws.com',
  ],
  ['a service, nameless', { type: 'AWSService', accountId: '1' }, 'account', '1'],
  ['an account', { type: 'AWSAccount', accountId: '1', userName: 'no' }, 'account', '1'],
  ['a role that lacks all', { type: 'AssumedRole' }, null, null],
  ['nothing', {}, null, null],
])('%s', (_name, identity, user_source, user) => {
  expect(whoOf(identity)).toMatchObject({ user_source, user });
});

test('no identity at all: every column is null', () => {
  expect(Object.values(whoOf(null)).every((value) => value === null)).toBe(true);
});

test.each([
  ['i-0abc123def4567890', true],
  ['i-am-ivan', false],
  ['i-', false],
  ['botocore-session-1700000000', true],
  ['botocore', false],
  ['aws-sdk-js-1700000000', true],
  ['aws-sdk', false],
  ['AssumeRoleSession', true],
  ['AssumeRoleSession1', true],
  ['AssumeRole', false],
  ['GlueJobRunnerSession', true],
  ['0123456789abcdef0123456789abcdef', true],
  ['0123456789abcdef0123456789abcde', false],
  ['0123456789abcdef0123456789abcdef0', false],
  ['0123456789abcdef0123456789abcdeg', false],
  ['1234567890', true],
  ['123456789', false],
  ['12345678901a', false],
])('session %s is a machine’s: %s', (session, machine) => {
  expect(isMachine(session)).toBe(machine);
});
