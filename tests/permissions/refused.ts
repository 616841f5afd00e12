/** What IAM would refuse of what a function asked of AWS. */
import type { Role } from '../../tools/permissions/roles';
import type { Asked } from '../stand-ins/over-http/asked';
import type { Policy } from './simulator/request';
import { simulate } from './simulator/simulate';
import { identityOf, MAIN_ACCOUNT, ORGANIZATION, sessionOf, TRAIL } from './stacks';

interface Asker {
  /** Where the function runs. */
  account_id: string;
  role: Role;
  /** Of the ledger's bucket; the trail's is another's. */
  bucket_policy: Policy;
}

const OF_TRAIL = `arn:aws:s3:::${TRAIL.split('/')[0]!}`;

/** Buckets are the main account's, all else is the asker's own. */
export function refusedOf(asked: readonly Asked[], asker: Asker): Asked[] {
  const { account_id, role, bucket_policy } = asker;
  const principal = sessionOf(account_id, `ledger-${role.id.toLowerCase()}`);
  // In the bucket's own account its Allow for the organization would hide what a role lacks.
  const organization = account_id === MAIN_ACCOUNT ? {} : { 'aws:PrincipalOrgID': ORGANIZATION };
  return asked.filter(({ action, resource, context }) => {
    const of_s3 = action.startsWith('s3:');
    const request = {
      principal,
      action,
      resource,
      resource_account_id: of_s3 ? MAIN_ACCOUNT : account_id,
      context: { ...context, ...organization },
    };
    const policy = of_s3 && !resource.startsWith(OF_TRAIL) ? bucket_policy : null;
    return !simulate(request, { identity: identityOf(role), resource: policy }).allowed;
  });
}
