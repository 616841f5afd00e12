/** What to tell an operator when Athena refuses a call or a statement does not succeed. */
import type { QueryExecutionStatus } from '@aws-sdk/client-athena';
import { AwsCallFailed, messageOf, StatementFailed } from '../core/errors';
import { callFailed, errorName, oneLine } from './call-failed';
import { mayPass, MAX_TRIES } from './retry';

/** Where a statement runs; every message names both. */
export interface StatementPlace {
  database: string;
  workgroup: string;
}

export type AthenaCall = 'StartQueryExecution' | 'GetQueryExecution' | 'GetQueryResults';

type Advice = readonly (readonly [reason: RegExp, advice: string])[];

const first = (advice: Advice, reason: string, otherwise: string): string =>
  advice.find(([pattern]) => pattern.test(reason))?.[1] ?? otherwise;

const IDEMPOTENT = /idempotent parameters/i;

/** Athena's words for a call that it refuses with InvalidRequestException. */
const REFUSALS: Advice = [
  [
    IDEMPOTENT,
    'The token was used for another text or database: run the job again as a new attempt.',
  ],
  [/workgroup.*not found/i, 'Correct LEDGER_WORKGROUP or create the workgroup.'],
  [/output ?location|no output/i, 'Give the workgroup a result location.'],
  [
    /access to the S3 location/i,
    'Allow s3:GetObject on the results of the workgroup in the policy of the role.',
  ],
];

/** Athena's words for a statement that began and did not succeed. */
const FAILURES: Advice = [
  [
    /bytes scanned limit/i,
    'Raise the bytes-scanned cutoff of the workgroup, or build fewer days at once.',
  ],
  [
    /(schema|database|table)_?.*(not_found|not found|does not exist)/i,
    'Check LEDGER_DATABASE and deploy its tables.',
  ],
  [/access denied|not authorized|insufficient/i, 'Allow what it names in the policy of the role.'],
];

const lost = (call: AthenaCall, place: string, error: unknown): AwsCallFailed =>
  callFailed(
    {
      action: `athena:${call}`,
      target: place,
      advice: mayPass(error)
        ? `It was tried ${MAX_TRIES} times: run the job again later; a statement that runs is joined.`
        : first(REFUSALS, messageOf(error), 'Correct the cause and run the job again.'),
    },
    error,
  );

/** The error to throw for a call that failed for good. Only a refused start is the statement's failure. */
export function refusal(call: AthenaCall, place: StatementPlace, error: unknown): Error {
  const where = `workgroup ${place.workgroup}, database ${place.database}`;
  if (call !== 'StartQueryExecution' || errorName(error) !== 'InvalidRequestException') {
    return lost(call, where, error);
  }
  const reason = messageOf(error);
  const advice = first(REFUSALS, reason, 'Correct the statement and run the job again.');
  return new StatementFailed(
    `Athena refused a statement (${where}): ${oneLine(reason)}. ${advice}`,
    // A resumed job may find more in the trail than before: its next attempt has another token.
    IDEMPOTENT.test(reason),
    { cause: error },
  );
}

/** The error to throw for a statement that ended FAILED or CANCELLED. */
export function failure(
  id: string,
  place: StatementPlace,
  status: QueryExecutionStatus,
): StatementFailed {
  const reason = status.AthenaError?.ErrorMessage ?? status.StateChangeReason ?? 'no reason given';
  const cancelled = status.State === 'CANCELLED';
  const retryable = !cancelled && status.AthenaError?.Retryable === true;
  const advice = first(
    FAILURES,
    `${reason} ${status.StateChangeReason ?? ''}`,
    retryable
      ? 'Athena says it may succeed when repeated: run the job again.'
      : cancelled
        ? 'Find out who stopped it, then run the job again.'
        : 'Correct the cause and run the job again.',
  );
  const what = `Athena ${cancelled ? 'cancelled' : 'failed'} the statement ${id}`;
  const where = `workgroup ${place.workgroup}, database ${place.database}`;
  return new StatementFailed(`${what} (${where}): ${oneLine(reason)}. ${advice}`, retryable);
}
