/** The roles of a stack and what they may do. */
import type { Resource } from './template';

export interface RoleStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export interface NamedPolicy {
  PolicyName: string;
  PolicyDocument: { Version: string; Statement: RoleStatement[] };
}

export interface Role {
  id: string;
  /** Services that may take the role. */
  services: string[];
  policies: NamedPolicy[];
}

interface Trust {
  Statement: { Principal: { Service: string | string[] } }[];
}

export const asList = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

const roleOf = (id: string, { Properties }: Resource): Role => ({
  id,
  services: (Properties['AssumeRolePolicyDocument'] as unknown as Trust).Statement.flatMap(
    ({ Principal }) => asList(Principal.Service),
  ),
  policies: (Properties['Policies'] ?? []) as unknown as NamedPolicy[],
});

/** Policies that are resources of their own, by the physical names of the roles that they go to. */
const attachedTo = (resources: Record<string, Resource>, id: string): NamedPolicy[] =>
  Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .map(({ Properties }) => Properties as unknown as NamedPolicy & { Roles: string[] })
    .filter(({ Roles }) => Roles.some((name) => name.endsWith(`-${id.toLowerCase()}`)));

/** @param resources of a deployment, all references resolved */
export const rolesOf = (resources: Record<string, Resource>): Role[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([id, resource]) => {
      const role = roleOf(id, resource);
      return { ...role, policies: [...role.policies, ...attachedTo(resources, id)] };
    });

export const statementsOf = ({ policies }: Role): RoleStatement[] =>
  policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** Every action that a role may take, sorted. */
export const actionsOf = (role: Role): string[] =>
  [...new Set(statementsOf(role).flatMap(({ Action }) => asList(Action)))].sort();
