import { textAt, type Json } from './organization';

/** The columns that say who asked. */
export interface Who {
  user: string | null;
  user_source: string | null;
  identity_type: string | null;
  principal_id: string | null;
  principal_arn: string | null;
  role_name: string | null;
  role_arn: string | null;
  session_name: string | null;
  source_identity: string | null;
  identity_center_user_id: string | null;
  federated_provider: string | null;
  invoked_by: string | null;
  access_key_id: string | null;
  mfa_authenticated: boolean | null;
}

const isOnly = (text: string, allowed: string): boolean =>
  Array.from(text).every((character) => allowed.includes(character));

const MACHINES: ((session: string) => boolean)[] = [
  (s) => s.startsWith('botocore-session-'),
  (s) => s.startsWith('aws-sdk-'),
  (s) => s.startsWith('AssumeRoleSession'),
  (s) => s === 'GlueJobRunnerSession',
  (s) => s.startsWith('i-') && s.length > 2 && isOnly(s.slice(2), '0123456789abcdef'),
  (s) => s.length === 32 && isOnly(s, '0123456789abcdef'),
  (s) => s.length >= 10 && isOnly(s, '0123456789'),
];

/** True if a role's session bears a name that a machine gave it. */
export const isMachine = (session: string): boolean => MACHINES.some((made) => made(session));

/** Role and session of `arn:…:assumed-role/ROLE/SESSION`. */
function assumedRole(arn: string | null): { role: string | null; session: string | null } {
  const [head = '', role = '', ...rest] = (arn ?? '').split('/');
  if (!head.endsWith(':assumed-role')) return { role: null, session: null };
  return { role: role || null, session: rest.join('/') || null };
}

/** The part of a principal's id behind its first `:`. */
function sessionOfPrincipal(principal_id: string | null): string | null {
  const [, ...session] = (principal_id ?? '').split(':');
  return session.join(':') || null;
}

const FEDERATED = ['SAMLUser', 'WebIdentityUser', 'FederatedUser'];
const lastPart = (arn: string | null): string | null => arn?.split('/').pop() ?? null;

/** The rules in their order; the first with a value names the user. */
function nameUser(identity: Json, who: Omit<Who, 'user' | 'user_source'>): [string, string] | null {
  const type = who.identity_type;
  const role = type === 'AssumedRole';
  const session = who.session_name ?? '';
  const userName = textAt(identity, 'userName');
  const rules: [source: string, user: string | null | false][] = [
    ['source_identity', who.source_identity],
    ['sso_session', role && (who.role_name ?? '').startsWith('AWSReservedSSO_') && session],
    ['identity_center', who.identity_center_user_id],
    ['federated', FEDERATED.includes(type ?? '') && (userName ?? lastPart(who.principal_arn))],
    ['session_name', role && !isMachine(session) && session],
    ['iam_user', type === 'IAMUser' && userName],
    ['role_name', who.role_name],
    ['root', type === 'Root' && 'root'],
    ['service', who.invoked_by],
    ['account', textAt(identity, 'accountId')],
  ];
  for (const [source, user] of rules) if (user) return [source, user];
  return null;
}

const flag = (text: string | null): boolean | null =>
  text === 'true' ? true : text === 'false' ? false : null;

/** What the record's `userIdentity` says about the caller. */
export function whoOf(identity: Json): Who {
  const at = (...path: string[]): string | null => textAt(identity, ...path);
  const issuer = (field: string): string | null => at('sessionContext', 'sessionIssuer', field);
  const role = at('type') === 'AssumedRole';
  const fromArn = assumedRole(at('arn'));
  const issuedRole = (issuer('type') ?? 'Role') === 'Role' ? issuer('userName') : null;
  const facts = {
    identity_type: at('type'),
    principal_id: at('principalId'),
    principal_arn: at('arn'),
    role_name: role ? (issuedRole ?? fromArn.role) : null,
    role_arn: role ? issuer('arn') : null,
    session_name: role ? (fromArn.session ?? sessionOfPrincipal(at('principalId'))) : null,
    source_identity: at('sessionContext', 'sourceIdentity'),
    identity_center_user_id: at('onBehalfOf', 'userId'),
    federated_provider:
      at('sessionContext', 'webIdFederationData', 'federatedProvider') ?? at('identityProvider'),
    invoked_by: at('invokedBy'),
    access_key_id: at('accessKeyId'),
    mfa_authenticated: flag(at('sessionContext', 'attributes', 'mfaAuthenticated')),
  };
  const [user_source = null, user = null] = nameUser(identity, facts) ?? [];
  return { user, user_source, ...facts };
}

/** The application that a user agent names. */
export function clientApp(user_agent: string | null): string | null {
  if (user_agent === null) return null;
  if (user_agent.startsWith('Mozilla/')) return 'browser';
  const bare = user_agent.replace(/^\[/, '').replace(/\]$/, '');
  const [product = ''] = bare.split(/[/ ]/);
  return product === '' ? null : product;
}
