/** Turns what the SDK throws into one line that says which call failed, on what, and what to do. */
import { AwsCallFailed, messageOf } from '../core/errors';

/** Longest part of a service's own words that is repeated in ours. */
const MAX_REASON_LENGTH = 500;

/**
 * The SDK tells errors apart by name; several that services do throw are not modelled as classes.
 * A connection that fails has no name of its own but Node's code (`ECONNRESET`).
 */
export function errorName(error: unknown): string {
  const { name = 'Error', code } = Object(error) as { name?: string; code?: unknown };
  return name === 'Error' && typeof code === 'string' ? code : name;
}

/** A service's words on one line, without the full stop, cut to a readable length. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > MAX_REASON_LENGTH ? `${line.slice(0, MAX_REASON_LENGTH)}…` : line;
}

const DENIED = /^(AccessDenied|UnauthorizedOperation|Forbidden|403)/;
const NO_CREDENTIALS =
  /^(CredentialsProviderError|ExpiredToken|InvalidClientTokenId|UnrecognizedClient)/;

export const isDenied = (error: unknown): boolean => DENIED.test(errorName(error));

export interface FailedCall {
  /** API action, as IAM spells it: `glue:GetTable`. */
  action: string;
  /** What it was done to: `table events of database lake`. */
  target: string;
  /** What to do when it is neither access nor credentials. */
  advice: string;
}

/** The error to throw for a call that failed for good. */
export function callFailed({ action, target, advice }: FailedCall, error: unknown): AwsCallFailed {
  const name = errorName(error);
  const what = `${action} on ${target} failed with ${name}: ${oneLine(messageOf(error))}.`;
  if (isDenied(error))
    return new AwsCallFailed(`${what} Allow ${action} in the role's policy.`, { cause: error });
  if (NO_CREDENTIALS.test(name)) {
    return new AwsCallFailed(`${what} Provide valid AWS credentials and run it again.`, {
      cause: error,
    });
  }
  return new AwsCallFailed(`${what} ${advice}`, { cause: error });
}
