import * as core from '../core/call-failure';

const REFUSALS = new Set(['InvalidRequestException', 'ResourceNotFoundException']);

/** The request itself was refused: the workgroup or the id is gone, or the page token is. */
export const isRefused = (error: unknown): boolean => REFUSALS.has(core.nameOf(error));

/** One workgroup cannot be read (any more); the others can. */
export const isWorkgroupLost = (error: unknown): boolean =>
  isRefused(error) || core.isDenial(error);

/**
 * An API call's failure under a name of ours; refusals and denials stay as they are, since the
 * stage treats them one by one.
 */
export function callFailure(operation: string, error: unknown): Error {
  if (error instanceof Error && isWorkgroupLost(error)) return error;
  return core.callFailure(operation, 'Athena', error);
}
