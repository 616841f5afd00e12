import { clientApp, whoOf } from './identity';
import type { JsonObject } from './organization';

const ROLE = 'arn:aws:sts::111122223333:assumed-role/etl/';
const issuer = (userName: string | null): JsonObject => ({
  sessionContext: { sessionIssuer: { type: 'Role', userName, arn: 'arn:role' } },
});

test('a role’s facts are those of AssumedRole only', () => {
  const facts = { ...issuer('job'), arn: `${ROLE}ada`, principalId: 'AROA:ada' };
  expect(whoOf({ type: 'AssumedRole', ...facts })).toMatchObject({
    role_name: 'job',
    role_arn: 'arn:role',
    session_name: 'ada',
  });
  expect(whoOf({ type: 'FederatedUser', ...facts })).toMatchObject({
    role_name: null,
    role_arn: null,
    session_name: null,
  });
});

test.each([
  ['true', true],
  ['false', false],
  ['', null],
  [null, null],
])('mfaAuthenticated %j', (mfaAuthenticated, mfa_authenticated) => {
  expect(whoOf({ sessionContext: { attributes: { mfaAuthenticated } } })).toMatchObject({
    mfa_authenticated,
  });
});

test('federated provider: the web identity’s, else the identity’s', () => {
  const web = { sessionContext: { webIdFederationData: { federatedProvider: 'google' } } };
  expect(whoOf({ ...web, identityProvider: 'saml' }).federated_provider).toBe('google');
  expect(whoOf({ identityProvider: 'saml' }).federated_provider).toBe('saml');
});

test.each([
  [null, null],
  ['Mozilla/5.0 (X11)', 'browser'],
  ['Mozilla', 'Mozilla'],
  ['Boto3/1.26.82 Python/3', 'Boto3'],
  ['My Tool/2', 'My'],
  ['[S3Console/0.4, x]', 'S3Console'],
  ['[aws-sdk-java]', 'aws-sdk-java'],
  ['athena.amazonaws.com', 'athena.amazonaws.com'],
])('user agent %j is %j', (user_agent, app) => {
  expect(clientApp(user_agent)).toBe(app);
});
