/**
 * docs/policy.json: one policy with what the functions' roles may do, for whoever runs the stages without
 * Lambda. Made from the templates; words in capitals are to be replaced.
 */
import { deployed } from './permissions/resolve';
import { asList, type Role, type RoleStatement, rolesOf } from './permissions/roles';
import { readTemplate } from './permissions/template';

/** What a deployment chooses, by the word that stands for it in the policy. */
const WORDS = {
  OrganizationId: 'ORGANIZATION_ID',
  TrailLocation: 's3://TRAIL_BUCKET/TRAIL_FOLDER/',
  TrailKeyArn: 'TRAIL_KEY_ARN',
  KmsKeyArn: 'LEDGER_KEY_ARN',
  LedgerKeyArn: 'LEDGER_KEY_ARN',
  LedgerBucketName: 'LEDGER_BUCKET',
  DatabaseName: 'LEDGER_DATABASE',
  LookupEvents: 'true',
};
const PLACE = { partition: 'aws', region: 'REGION', account_id: 'ACCOUNT_ID' };
const STACK = 'LEDGER_WORKGROUP';
/** What the bucket would be called in a stack of this name. */
const BUCKET = `${STACK.toLowerCase()}-bucket`;

/** Roles of both stacks that code of ours runs under. */
function functionRoles(): Role[] {
  const roles = ['template-regional.yaml', 'template-main.yaml'].flatMap((file) =>
    rolesOf(deployed(readTemplate(file), { ...PLACE, stack: STACK, parameters: WORDS })),
  );
  const text = JSON.stringify(roles).replaceAll(`:::${BUCKET}`, ':::LEDGER_BUCKET');
  return (JSON.parse(text) as Role[]).filter(({ services }) =>
    services.includes('lambda.amazonaws.com'),
  );
}

/** What only Lambda does with a role: it writes logs, and takes messages from a queue. */
const isForLambda = ({ Action }: RoleStatement): boolean =>
  asList(Action).every((action) => /^(logs|sqs):/.test(action));

/** A statement's name may have letters and digits only (IAM user guide, "Sid"). */
const sidOf = (role: Role, policy: string, place: number): string =>
  [role.id.replace(/Role$/, ''), ...policy.split('-')]
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('') + (place === 0 ? '' : String(place + 1));

export interface Policy {
  Version: string;
  Statement: RoleStatement[];
}

/** One line for each action, with its condition; on what, is added to it. */
const grantsOn = ({ Action, Condition = {} }: RoleStatement, on: string): string[] =>
  asList(Action).map((action) => `${action} ${on} ${JSON.stringify(Condition)}`);

/** The statement without resources on which all of it was allowed before; null if nothing is left. */
function news(statement: RoleStatement, allowed: Set<string>): RoleStatement | null {
  const all = asList(statement.Resource);
  const left = all.filter((on) => grantsOn(statement, on).some((grant) => !allowed.has(grant)));
  for (const on of left) for (const grant of grantsOn(statement, on)) allowed.add(grant);
  if (left.length === all.length) return statement;
  return left.length === 0 ? null : { ...statement, Resource: left };
}

/** What the functions' roles may do, each once; what Lambda does with them left out. */
export function policyWithWords(): Policy {
  const allowed = new Set<string>();
  const statements: RoleStatement[] = [];
  for (const role of functionRoles())
    for (const { PolicyName, PolicyDocument } of role.policies)
      for (const [place, statement] of PolicyDocument.Statement.entries()) {
        const { Sid: _own, ...rest } = statement;
        const left = isForLambda(statement) ? null : news(rest, allowed);
        if (left) statements.push({ Sid: sidOf(role, PolicyName, place), ...left });
      }
  return { Version: '2012-10-17', Statement: statements };
}

export const policyPage = (): string => `${JSON.stringify(policyWithWords(), null, 2)}\n`;
