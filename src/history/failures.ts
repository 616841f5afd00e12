import { AwsCallFailed, JobIncomplete, LedgerError, messageOf } from '../core/errors';

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** What an error says, on one line and without its full stop. */
export const reasonOf = (error: unknown): string =>
  `${nameOf(error)}: ${messageOf(error).replace(/\s+/g, ' ').trim().replace(/\.$/, '')}`;

/** Athena throttles by names that its model does not list for these calls. */
const THROTTLES = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'RequestLimitExceeded',
  'SlowDown',
]);
const DENIALS = new Set(['AccessDeniedException', 'AccessDenied']);
const REFUSALS = new Set(['InvalidRequestException', 'ResourceNotFoundException']);

/** The request itself was refused: the workgroup or the id is gone, or the page token is. */
export const isRefused = (error: unknown): boolean => REFUSALS.has(nameOf(error));

/** One workgroup cannot be read (any more); the others can. */
export const isWorkgroupLost = (error: unknown): boolean =>
  isRefused(error) || DENIALS.has(nameOf(error));

/**
 * An API call's failure under a name of ours; refusals and denials stay as they are, since the
 * stage treats them one by one.
 */
export function callFailure(operation: string, error: unknown): Error {
  if (error instanceof LedgerError) return error;
  if (error instanceof Error && isWorkgroupLost(error)) return error;
  const advice = THROTTLES.has(nameOf(error))
    ? 'Athena kept throttling; lower API_SHARE or run it again when less is going on.'
    : 'Run it again; it goes on from what is there.';
  return new AwsCallFailed(`${operation} failed: ${reasonOf(error)}. ${advice}`, {
    cause: error,
  });
}

/** Whatever ended a run, under a name of ours. */
export function runFailure(what: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const advice = DENIALS.has(nameOf(error))
    ? 'Allow the call in the role’s policy and run it again.'
    : 'Run it again; no row that was written is lost.';
  const text = `${what} stopped: ${reasonOf(error)}. ${advice}`;
  return new JobIncomplete(text, { cause: error });
}
