/**
 * Patience beyond the SDK's own retries, which give up within seconds: a full Athena queue or a Glue
 * table that somebody else is changing takes longer. Only calls that may be repeated come here.
 */
import type { Clock } from '../core/ports';
import { errorName } from './call-failed';

/** By name, since several of these are thrown without being modelled by the service's client. */
const PASSING = new Set([
  'ConcurrentModificationException',
  'InternalFailure',
  'InternalServerException',
  'InternalServiceException',
  'OperationTimeoutException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ResourceNotReadyException',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
]);

/** A connection that broke, or could not be made, before the service answered. */
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT']);

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;

/** Tries of one call, the first included: 51 seconds of waiting in all. */
export const MAX_TRIES = 7;

export const isPassing = (name: string): boolean => PASSING.has(name);

/** True if the same call may succeed when it is repeated a little later. */
export function mayPass(error: unknown): boolean {
  if (isPassing(errorName(error))) return true;
  const { code, $metadata } = Object(error) as {
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
  };
  return LOST.has(String(code)) || ($metadata?.httpStatusCode ?? 0) >= 500;
}

export interface Patience {
  /** Whether a failure may pass; by default {@link mayPass}. */
  mayPass?: (error: unknown) => boolean;
  /** Told before each wait; what it throws ends the retrying. */
  beforeWait?: (error: unknown, wait_ms: number) => void;
}

/** Sends until it succeeds, fails for good, or was tried {@link MAX_TRIES} times. */
export async function retrying<T>(
  clock: Clock,
  send: () => Promise<T>,
  patience: Patience = {},
): Promise<T> {
  const passes = patience.mayPass ?? mayPass;
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (tries >= MAX_TRIES || !passes(error)) throw error;
      const wait_ms = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
      patience.beforeWait?.(error, wait_ms);
      await clock.sleep(wait_ms);
    }
  }
}
