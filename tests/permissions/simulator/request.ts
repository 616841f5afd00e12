/** What is asked of IAM, and the policies it is asked under. */
import type { Json } from '../../../tools/permissions/template';

/** Values of a request's context keys; a key with several values is a list. */
export type Context = Record<string, string | readonly string[]>;

export interface Principal {
  /** Of a role; `null` for a caller without credentials. */
  arn: string | null;
  account_id: string | null;
  /** Set for an AWS service that calls on its own: `s3.amazonaws.com`. */
  service?: string;
}

export interface Request {
  principal: Principal;
  /** As IAM spells it: `s3:GetObject`. */
  action: string;
  resource: string;
  /** Account that owns the resource. */
  resource_account_id: string;
  context?: Context;
}

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: Json;
  Action: string | string[];
  Resource?: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

export interface Policy {
  Version: string;
  Statement: Statement[];
}

export interface Policies {
  /** Of the caller's role. */
  identity: readonly Policy[];
  /** Of the resource: a bucket's, a queue's, a topic's. */
  resource?: Policy | null;
}

export const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
