import { assumedRole } from '../identity';
import { MAC_AGENT, type Caller } from './caller';

/** Somebody who signs in by IAM Identity Center: the role's session is their address. */
export function signedIn(
  name: string,
  permission_set: string,
  at: { account_id: string; region: string; workgroups: readonly (string | null)[] },
  rest: Pick<Caller, 'job' | 'rhythm' | 'weekdays' | 'weekends' | 'work' | 'addresses'> &
    Partial<Caller>,
): Caller {
  const user = `${name}@example.com`;
  return {
    user,
    user_source: 'sso_session',
    ...at,
    identity: (random) =>
      assumedRole(
        {
          account_id: at.account_id,
          role: `aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_${permission_set}_1f0e5a7c3b9d2468`,
          session: user,
          mfa: true,
        },
        random,
      ),
    agents: [MAC_AGENT],
    failing: 0.08,
    ...rest,
  };
}
