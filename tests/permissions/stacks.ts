/** An organization as the templates would deploy it: the main account, and two that write to it. */
import { deployed, type Deployment } from '../../tools/permissions/resolve';
import { type Role, rolesOf } from '../../tools/permissions/roles';
import { readTemplate, type Resource } from '../../tools/permissions/template';
import type { Policies, Policy, Principal } from './simulator/request';

export const MAIN_ACCOUNT = '999988887777';
export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const ORGANIZATION = 'o-exampleorg1';
export const REGION = 'eu-west-1';
export const TRAIL = 'org-trail/AWSLogs/o-exampleorg1';
export const KEY = `arn:aws:kms:${REGION}:${MAIN_ACCOUNT}:key/lake`;
export const TRAIL_KEY = `arn:aws:kms:${REGION}:${MAIN_ACCOUNT}:key/trail`;

export type Resources = Record<string, Resource>;

const place = { partition: 'aws', region: REGION, stack: 'ledger' };

export const mainStack = (over: Partial<Deployment> = {}): Resources =>
  deployed(readTemplate('template-main.yaml'), {
    ...place,
    account_id: MAIN_ACCOUNT,
    ...over,
    parameters: {
      OrganizationId: ORGANIZATION,
      TrailLocation: `s3://${TRAIL}/`,
      TrailKeyArn: TRAIL_KEY,
      KmsKeyArn: KEY,
      LookupEvents: 'true',
      ...over.parameters,
    },
  });

/** The bucket's name, as the regional stacks get it by their parameter. */
export const BUCKET = 'ledger-bucket';

export const regionalStack = (over: Partial<Deployment> = {}): Resources =>
  deployed(readTemplate('template-regional.yaml'), {
    ...place,
    account_id: ACCOUNT,
    ...over,
    parameters: {
      LedgerBucketName: BUCKET,
      LedgerBucketRegion: REGION,
      LedgerKeyArn: KEY,
      LookupEvents: 'true',
      ...over.parameters,
    },
  });

export function roleIn(stack: Resources, id: string): Role {
  const role = rolesOf(stack).find((one) => one.id === id);
  if (role) return role;
  throw new Error(`There is no role ${id}.`);
}

export const identityOf = (role: Role): Policies['identity'] =>
  role.policies.map(({ PolicyDocument }) => PolicyDocument);

export const bucketPolicyOf = (stack: Resources): Policy =>
  stack['BucketPolicy']!.Properties['PolicyDocument'] as unknown as Policy;

/** A session of a role, in an account of the organization or in another. */
export const sessionOf = (account_id: string, role: string): Principal => ({
  account_id,
  arn: `arn:aws:iam::${account_id}:role/${role}`,
});
