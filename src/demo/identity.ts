/** CloudTrail's `userIdentity` in the shapes its reference describes ("CloudTrail userIdentity element"). */
import { createRandom, type Random } from './random';

export type UserIdentity = Readonly<Record<string, unknown>>;

/** Unique ids never change for a name, as in IAM. */
const uniqueId = (prefix: string, name: string): string =>
  `${prefix}${createRandom(name).letters(17)}`;

const accessKey = (prefix: 'AKIA' | 'ASIA', random: Random): string =>
  `${prefix}EXAMPLE${random.letters(9)}`;

export interface Role {
  account_id: string;
  /** With its path, if it has one: `aws-reserved/sso.amazonaws.com/AWSReservedSSO_…`. */
  role: string;
  session: string;
  source_identity?: string;
  web_provider?: string;
  invoked_by?: string;
  /** False: the record names the role only in its ARN, as some services write it. */
  issuer?: boolean;
  mfa?: boolean;
}

function issuerOf(r: Role, role_name: string): Record<string, unknown> {
  if (r.issuer === false) return {};
  return {
    sessionIssuer: {
      type: 'Role',
      principalId: uniqueId('AROA', r.role),
      arn: `arn:aws:iam::${r.account_id}:role/${r.role}`,
      accountId: r.account_id,
      userName: role_name,
    },
  };
}

export function assumedRole(r: Role, random: Random): UserIdentity {
  const role_name = r.role.slice(r.role.lastIndexOf('/') + 1);
  const web = r.web_provider && { federatedProvider: r.web_provider, attributes: {} };
  return {
    type: 'AssumedRole',
    principalId: `${uniqueId('AROA', r.role)}:${r.session}`,
    arn: `arn:aws:sts::${r.account_id}:assumed-role/${role_name}/${r.session}`,
    accountId: r.account_id,
    accessKeyId: accessKey('ASIA', random),
    sessionContext: {
      ...issuerOf(r, role_name),
      ...(web ? { webIdFederationData: web } : {}),
      attributes: { mfaAuthenticated: String(r.mfa ?? false) },
      ...(r.source_identity ? { sourceIdentity: r.source_identity } : {}),
    },
    ...(r.invoked_by ? { invokedBy: r.invoked_by } : {}),
  };
}

export const iamUser = (account_id: string, name: string, random: Random): UserIdentity => ({
  type: 'IAMUser',
  principalId: uniqueId('AIDA', name),
  arn: `arn:aws:iam::${account_id}:user/${name}`,
  accountId: account_id,
  accessKeyId: accessKey('AKIA', random),
  userName: name,
});

export const root = (account_id: string, random: Random): UserIdentity => ({
  type: 'Root',
  principalId: account_id,
  arn: `arn:aws:iam::${account_id}:root`,
  accountId: account_id,
  accessKeyId: accessKey('ASIA', random),
  sessionContext: {
    attributes: { mfaAuthenticated: 'false' },
  },
});

/** An Identity Center user by trusted identity propagation: no ARN, no name, only the id. */
export const identityCenterUser = (account_id: string, user_id: string): UserIdentity => ({
  type: 'IdentityCenterUser',
  accountId: account_id,
  onBehalfOf: {
    userId: user_id,
    identityStoreArn: `arn:aws:identitystore::${account_id}:identitystore/d-9067example`,
  },
  credentialId: 'EXAMPLECREDENTIALID',
});

export const samlUser = (account_id: string, name: string, provider: string): UserIdentity => ({
  type: 'SAMLUser',
  principalId: `SamExampleNameQualifier:${name}`,
  accountId: account_id,
  userName: name,
  identityProvider: provider,
});

export const webIdentityUser = (
  account_id: string,
  name: string,
  provider: string,
): UserIdentity => ({
  type: 'WebIdentityUser',
  principalId: `${provider}:example-app-id:${name}`,
  accountId: account_id,
  userName: name,
  identityProvider: provider,
});

/** A session of GetFederationToken: the name stands only in the ARN. */
export const federatedUser = (account_id: string, name: string, random: Random): UserIdentity => ({
  type: 'FederatedUser',
  principalId: `${account_id}:${name}`,
  arn: `arn:aws:sts::${account_id}:federated-user/${name}`,
  accountId: account_id,
  accessKeyId: accessKey('ASIA', random),
});

/** Says since when the session exists; identities without a session stay as they are. */
export function startedAt(identity: UserIdentity, creationDate: string): UserIdentity {
  const context = identity['sessionContext'] as Record<string, Record<string, unknown>> | undefined;
  if (!context) return identity;
  return {
    ...identity,
    sessionContext: { ...context, attributes: { creationDate, ...context['attributes'] } },
  };
}

export const awsService = (service: string): UserIdentity => ({
  type: 'AWSService',
  invokedBy: service,
});

/** Service records without type and ARN: a real trail has them. */
export const namelessService = (account_id: string, service: string): UserIdentity => ({
  accountId: account_id,
  invokedBy: service,
});

export const otherAccount = (account_id: string): UserIdentity => ({
  type: 'AWSAccount',
  principalId: uniqueId('AROA', account_id),
  accountId: account_id,
});
