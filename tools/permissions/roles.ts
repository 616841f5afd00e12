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

/** @param resources of a deployment, all references resolved */
export const rolesOf = (resources: Record<string, Resource>): Role[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([id, resource]) => roleOf(id, resource));

export const statementsOf = ({ policies }: Role): RoleStatement[] =>
  policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** Every action that a role may take, sorted. */
export const actionsOf = (role: Role): string[] =>
  [...new Set(statementsOf(role).flatMap(({ Action }) => asList(Action)))].sort();
