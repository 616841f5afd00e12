/**
 * What IAM would answer (IAM user guide, "Policy evaluation logic" and "Cross-account policy
 * evaluation logic"): a Deny anywhere refuses; within an account one Allow of either policy is
 * enough; across accounts both must allow. Boundaries and service control policies are left out:
 * they only ever take away.
 */
import { conditionHolds } from './condition';
import { arnLike, like, withVariables } from './pattern';
import {
  type Context,
  listOf,
  type Policies,
  type Policy,
  type Principal,
  type Request,
  type Statement,
} from './request';

const isNamed = (wanted: string, { arn, account_id }: Principal): boolean =>
  wanted === '*' ||
  wanted === arn ||
  wanted === account_id ||
  (account_id !== null && new RegExp(`^arn:[a-z-]+:iam::${account_id}:root$`).test(wanted));

/** Only a resource's policy names principals. */
function isMeant({ Principal: wanted }: Statement, principal: Principal): boolean {
  if (wanted === undefined) return true;
  if (wanted === '*') return true;
  const { AWS, Service } = wanted as { AWS?: string | string[]; Service?: string | string[] };
  if (principal.service !== undefined) return listOf(Service).includes(principal.service);
  return listOf(AWS).some((one) => isNamed(one, principal));
}

function applies(statement: Statement, request: Request, context: Context): boolean {
  const covers = (pattern: string): boolean => {
    const filled = withVariables(pattern, context);
    return filled !== null && arnLike(request.resource, filled);
  };
  return (
    isMeant(statement, request.principal) &&
    listOf(statement.Action).some((action) => like(request.action, action, 'i')) &&
    listOf(statement.Resource).some(covers) &&
    conditionHolds(statement.Condition, context)
  );
}

/** Keys that every request carries, made of who asks. */
const contextOf = ({ principal, resource_account_id, context }: Request): Context => ({
  'aws:SecureTransport': 'true',
  'aws:ResourceAccount': resource_account_id,
  'aws:PrincipalIsAWSService': String(principal.service !== undefined),
  ...(principal.arn === null ? {} : { 'aws:PrincipalArn': principal.arn }),
  ...(principal.account_id === null ? {} : { 'aws:PrincipalAccount': principal.account_id }),
  ...context,
});

export interface Verdict {
  allowed: boolean;
  /** What decided, for the message of a test that fails. */
  because: string;
}

const refused = (because: string): Verdict => ({ allowed: false, because });

/** Whether the policies let the request through. */
export function simulate(request: Request, policies: Policies): Verdict {
  const context = contextOf(request);
  const matching = (policy: Policy | null | undefined, effect: Statement['Effect']): Statement[] =>
    (policy?.Statement ?? []).filter(
      (statement) => statement.Effect === effect && applies(statement, request, context),
    );
  const all = [...policies.identity, ...listOf(policies.resource ?? undefined)];
  const [denied] = all.flatMap((policy) => matching(policy, 'Deny'));
  if (denied) return refused(`denied by ${denied.Sid ?? 'a statement'}`);
  const identity = policies.identity.some((policy) => matching(policy, 'Allow').length > 0);
  const resource = matching(policies.resource, 'Allow').length > 0;
  const within = request.principal.account_id === request.resource_account_id;
  if (within ? identity || resource : identity && resource)
    return { allowed: true, because: within ? 'one policy allows it' : 'both policies allow it' };
  if (identity || resource)
    return refused(`only the ${identity ? "role's" : "resource's"} policy allows it`);
  return refused('nothing allows it');
}
