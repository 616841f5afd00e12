/** What dimensions and their values are called. */
import type { Dimension } from '../../model';
import { REST } from './select';

export const DIMENSION_NAMES: Record<Dimension, string> = {
  user: 'Person',
  team: 'Team',
  workgroup: 'Workgroup',
  account_id: 'Account',
  region: 'Region',
};

const UNKNOWN_NAMES: Record<Dimension, string> = {
  user: '(nobody known)',
  team: '(no team)',
  workgroup: '(no workgroup)',
  account_id: '(no account)',
  region: '(no region)',
};

export const label = (dimension: Dimension, value: string): string => {
  if (value === REST) return '(all others)';
  return value === '' ? UNKNOWN_NAMES[dimension] : value;
};

/** Did the caller have a second factor? Null where CloudTrail does not say. */
export const mfaWord = (mfa: number | null): string => ['no', 'yes'][mfa ?? -1] ?? '–';

/** The rules by which a user is named, in words; docs/decisions/0004 has them all. */
export const SOURCE_WORDS: Record<string, string> = {
  source_identity: 'source identity of the session',
  sso_session: 'signed in by IAM Identity Center',
  identity_center: 'Identity Center user on whose behalf it ran',
  federated: 'name given by a federated provider',
  session_name: 'name of the role’s session',
  iam_user: 'IAM user',
  role_name: 'name of the role: a machine',
  root: 'root user of the account',
  service: 'AWS service',
  account: 'account of the caller; nothing else is known',
};
