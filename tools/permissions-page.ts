/** docs/permissions.md, made from the templates and from what the sources can send. */
import { actionOf, type Deployed, ON_BEHALF, SENDERS } from './permissions/actions';
import { callsIn } from './permissions/commands';
import { asList, type Role, type RoleStatement, rolesOf } from './permissions/roles';
import { shown } from './permissions/shown';
import type { Resource } from './permissions/template';
import { wildcardsOf } from './permissions/wildcards';

const HEAD = `# Permissions

What each role may do, on what, and why. This page is made from the templates by
\`node tools/run.mjs tools/docs.ts\`; a test compares the templates with the calls that the functions can
send, both ways. Capitals stand for what a deployment chooses; a statement on \`LEDGER_KEY\` or \`TRAIL_…\` is
there only if the stack has one. An account gives its own roles by
\`HistoryRoleArn\`, \`EventsRoleArn\`, \`ExportsRoleArn\` and \`ReportRoleArn\`: each needs what stands below for the role of
that name.`;

interface Shown {
  template: string;
  title: string;
}

const STACKS: readonly Shown[] = [
  { template: 'template-regional.yaml', title: 'Regional stack' },
  { template: 'template-main.yaml', title: 'Main stack' },
];

/** The function that takes a role; the other roles call no code of ours. */
const STAGES: Record<string, Deployed> = {
  HistoryRole: 'history',
  EventsRole: 'events',
  ExportsRole: 'exports',
  ReportRole: 'report',
};

/** What the roles without code of ours are for; each has actions of one kind only. */
const PLAIN: Record<string, string> = {
  'lambda:InvokeFunction': 'The state machine calls its functions.',
  'states:StartExecution': 'The schedule starts the state machine.',
  'sqs:SendMessage': 'The schedule leaves a message about a start that failed.',
};

/** Of a role whose actions are of several kinds, what differs from that. */
const PLAIN_OF: Record<string, Record<string, string>> = {
  BackfillRole: {
    'states:StartExecution': 'The state machine starts an execution of itself for each day.',
    'states:DescribeExecution': 'It sees when that execution ends.',
    'states:StopExecution': 'It stops that execution if it is stopped itself.',
  },
};

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const grid = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const code = (text: string): string => `\`${text}\``;
const lines = (items: readonly string[]): string => items.join('<br>');

/** Why, by action: the files that send the call, then what AWS does with the role. */
function reasons(role: string, stage: Deployed | undefined): Map<string, string> {
  const why = new Map(Object.entries({ ...PLAIN, ...PLAIN_OF[role] }));
  if (stage === undefined) return why;
  const add = (action: string, reason: string): void => {
    why.set(action, [why.get(action) ?? [], reason].flat().join(' '));
  };
  for (const call of callsIn(SENDERS[stage])) {
    const action = actionOf(call);
    if (action !== null) add(action, `${call.operation}, sent by [${call.file}](../${call.file}).`);
  }
  for (const { action, reason } of ON_BEHALF[stage]) add(action, reason);
  return why;
}

const conditionOf = ({ Condition = {} }: RoleStatement): string =>
  lines(
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(
        ([key, values]) => `${operator} ${code(key)}: ${asList(values).map(code).join(', ')}`,
      ),
    ),
  );

const onWhat = (statement: RoleStatement): string => {
  const condition = conditionOf(statement);
  return lines([
    ...asList(statement.Resource).map(code),
    ...(condition ? [`if ${condition}`] : []),
  ]);
};

const rowsOf = ({ policies }: Role, why: Map<string, string>): string[][] =>
  policies.flatMap(({ PolicyName, PolicyDocument }) =>
    PolicyDocument.Statement.flatMap((statement) =>
      asList(statement.Action).map((action, place) => [
        code(action),
        place === 0 ? onWhat(statement) : '〃',
        why.get(action) ?? '',
        PolicyName,
      ]),
    ),
  );

function roleSection(role: Role, why: Map<string, string>): string {
  const takes = `Taken by ${role.services.map(code).join(', ')}.`;
  const table = grid(['action', 'on', 'why', 'policy'], rowsOf(role, why));
  return `### ${role.id}\n\n${takes}\n\n${table}`;
}

/** Each wildcard of a stack's roles, with its reason. */
function wildcardSection(roles: readonly Role[]): string {
  const statements = roles.flatMap(({ policies }) =>
    policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
  );
  const resources = [...new Set(statements.flatMap(({ Resource }) => asList(Resource)))];
  const rows = resources
    .filter((resource) => /[*?]/.test(resource))
    .map((resource) => [
      code(resource),
      wildcardsOf(resource)
        .map((one) => one.reason)
        .join(' '),
    ]);
  return `### Wildcards\n\n${grid(['resource', 'why'], rows)}`;
}

interface PolicyResource {
  PolicyDocument: { Statement: (RoleStatement & { Principal: unknown })[] };
}

/** Policies of resources: who may come from outside. */
function resourcePolicies(resources: Record<string, Resource>): string[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type !== 'AWS::IAM::Policy' && Type.endsWith('Policy'))
    .map(([id, { Properties }]) => {
      const { PolicyDocument } = Properties as unknown as PolicyResource;
      const rows = PolicyDocument.Statement.map((statement) => [
        `${statement.Effect} ${statement.Sid ?? ''}`,
        code(JSON.stringify(statement.Principal)),
        lines(asList(statement.Action).map(code)),
        onWhat(statement),
      ]);
      return `### ${id}\n\n${grid(['statement', 'who', 'action', 'on'], rows)}`;
    });
}

function stackSection({ template, title }: Shown): string {
  const resources = shown(template);
  const roles = rolesOf(resources);
  return [
    `## ${title}`,
    ...roles.map((role) => roleSection(role, reasons(role.id, STAGES[role.id]))),
    wildcardSection(roles),
    ...resourcePolicies(resources),
  ].join('\n\n');
}

export const permissionsPage = (): string =>
  `${[HEAD, ...STACKS.map(stackSection)].join('\n\n')}\n`;
