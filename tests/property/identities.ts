import fc from 'fast-check';
import type { Json, JsonObject } from '../oracle/organization';

const ACCOUNT = '111122223333';
const PERSON = ['ada', 'grace@example.com', 'i-am-ivan', '123456789', 'AssumeRole', 'Bob.Ø'];
const MACHINE = [
  'i-0abc123def4567890',
  'botocore-session-1700000000',
  'aws-sdk-js-1700000000000',
  'AssumeRoleSession1',
  'GlueJobRunnerSession',
  '0123456789abcdef0123456789abcdef',
  '1234567890',
];
const session = fc.constantFrom(...PERSON, ...MACHINE);
const role = fc.constantFrom(
  'etl',
  'AWSReservedSSO_Analyst_0123456789abcdef',
  'AWSReservedSSO',
  'bi-tool',
);

const tornField = (value: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc
    .tuple(value, fc.integer({ min: 0, max: 9 }))
    .map(([json, tear]) => (tear < 8 ? json : tear === 8 && typeof json === 'string' ? '' : null));

/** An object whose fields are mostly there, but each may be empty, null or left out. */
export const torn = (fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> =>
  fc
    .record(Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, tornField(f)])), {
      requiredKeys: [],
    })
    .map((object) => object as JsonObject);

const sessionContext = (name: string) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 6,
      arbitrary: fc
        .record({
          sessionIssuer: fc.oneof(
            fc.constant(null),
            fc.constant({}),
            torn({
              type: fc.constant('Role'),
              principalId: fc.constant('AROAEXAMPLE'),
              arn: fc.constant(`arn:aws:iam::${ACCOUNT}:role/path/${name}`),
              accountId: fc.constant(ACCOUNT),
              userName: fc.constant(name),
            }),
          ),
          attributes: fc.oneof(
            fc.constant(null),
            torn({
              mfaAuthenticated: fc.constantFrom('true', 'false'),
              creationDate: fc.constant('2026-01-01T00:00:00Z'),
            }),
          ),
          webIdFederationData: fc.oneof(
            fc.constant(null),
            fc.constant({}),
            torn({ federatedProvider: fc.constant('accounts.google.com') }),
          ),
        })
        .chain((parts) =>
          fc
            .constantFrom('', '', '', 'ada@example.com')
            .map((sourceIdentity) => ({ ...parts, sourceIdentity })),
        ),
    },
  );

const onBehalfOf = fc.constantFrom<Json>(
  null,
  null,
  null,
  {},
  { userId: '' },
  {
    userId: '544894e8-80c1-707f-60e3-3ba6510dfac1',
    identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-9067642ac7',
  },
);

const assumedRole = fc.tuple(role, session).chain(([name, who]) =>
  torn({
    type: fc.constant('AssumedRole'),
    principalId: fc.constantFrom(`AROAEXAMPLE:${who}`, 'AROAEXAMPLE', 'AROAEXAMPLE:'),
    arn: fc.constantFrom(
      `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${who}`,
      `arn:aws-cn:sts::${ACCOUNT}:assumed-role/${name}/${who}`,
    ),
    accountId: fc.constant(ACCOUNT),
    accessKeyId: fc.constant('ASIAEXAMPLE'),
    invokedBy: fc.constant('athena.amazonaws.com'),
    sessionContext: sessionContext(name),
    onBehalfOf,
  }).map((fields) => ({ ...fields, type: 'AssumedRole' })),
);

const OTHERS = [
  'IAMUser',
  'IAMUser',
  'SAMLUser',
  'WebIdentityUser',
  'FederatedUser',
  'IdentityCenterUser',
  'Root',
  'AWSAccount',
  'AWSService',
  'Unknown',
  'Directory',
];
const anyOther = fc.constantFrom(...OTHERS).chain((type) =>
  torn({
    principalId: fc.constantFrom('AIDAEXAMPLE', 'arn:aws:iam::1:saml-provider/x:ada', 'AIDA:ada'),
    arn: fc.constantFrom(
      `arn:aws:iam::${ACCOUNT}:user/team/ada`,
      `arn:aws:sts::${ACCOUNT}:federated-user/Bob`,
    ),
    accountId: fc.constant(ACCOUNT),
    accessKeyId: fc.constant('AKIAEXAMPLE'),
    userName: fc.constantFrom('ada', 'Bob.Ø'),
    identityProvider: fc.constant('example.com:saml'),
    invokedBy: fc.constant('quicksight.amazonaws.com'),
    sessionContext: sessionContext('etl'),
    onBehalfOf,
  }).map((fields) => ({ ...fields, type })),
);

/** `userIdentity` in every shape that CloudTrail documents, with pieces missing; or none at all. */
export const userIdentity: fc.Arbitrary<Json> = fc.oneof(
  { weight: 5, arbitrary: assumedRole },
  { weight: 6, arbitrary: anyOther },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(
      null,
      {},
      { accountId: ACCOUNT },
      { accountId: ACCOUNT, invokedBy: 'athena.amazonaws.com' },
      { type: 'Root' },
    ),
  },
);
