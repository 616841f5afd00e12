/** Failures of a service's calls, under names of ours: what was called, why it failed, what to do. */
import { AwsCallFailed, JobIncomplete, LedgerError, messageOf } from './errors';

/** The name that a service's error is told apart by. */
export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** What an error says, on one line and without its full stop. */
export const reasonOf = (error: unknown): string =>
  `${nameOf(error)}: ${messageOf(error).replace(/\s+/g, ' ').trim().replace(/\.$/, '')}`;

/** Services throttle by names that their models do not list for these calls. */
const THROTTLES = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'RequestLimitExceeded',
  'SlowDown',
]);
const DENIALS = new Set(['AccessDeniedException', 'AccessDenied']);

/** True if the caller may not do it. */
export const isDenial = (error: unknown): boolean => DENIALS.has(nameOf(error));

/** A call's failure after all of the SDK's retries. @param service as its users name it: `Athena` */
export function callFailure(operation: string, service: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const text = `${operation} failed: ${reasonOf(error)}. ${adviceOn(service, error)}`;
  return new AwsCallFailed(text, { cause: error });
}

function adviceOn(service: string, error: unknown): string {
  if (isDenial(error)) return 'Allow the call in the role’s policy and run it again.';
  return THROTTLES.has(nameOf(error))
    ? `${service} kept throttling; lower API_SHARE or run it again when less is going on.`
    : 'Run it again; it goes on from what is there.';
}

/** Whatever ended a run. @param what the run, for the message: `history of 2026-03-01 in …` */
export function runFailure(what: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const advice = isDenial(error)
    ? 'Allow the call in the role’s policy and run it again.'
    : 'Run it again; no row that was written is lost.';
  const text = `${what} stopped: ${reasonOf(error)}. ${advice}`;
  return new JobIncomplete(text, { cause: error });
}
