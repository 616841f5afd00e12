import fc from 'fast-check';
import type { JsonObject } from '../oracle/organization';

/** Records that look a little like submissions, or are of shapes that a strict reader trips over. */
const record = fc.constantFrom<JsonObject[]>(
  {
    eventSource: 'athena.amazonaws.com',
    eventName: 'GetQueryExecution',
    requestParameters: { queryExecutionId: 'x' },
    responseElements: { queryExecutionId: 'x', queryExecution: { status: { state: 'RUNNING' } } },
  },
  {
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecutions',
    responseElements: { queryExecutionId: 'y' },
  },
  {
    eventSource: 'timestream.amazonaws.com',
    eventName: 'StartQueryExecution',
    responseElements: { queryExecutionId: 'z' },
  },
  {
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    requestParameters: { workGroup: 5, queryString: { a: 1 } },
    errorCode: 'AccessDenied',
  },
  {
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    requestParameters: 'text',
    responseElements: ['list'],
    resources: [{ ARN: 'a' }],
  },
  {
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    userIdentity: { sessionContext: { attributes: { mfaAuthenticated: true } } },
    eventTime: null,
  },
  {
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { deep: { deeper: [1, null, 'é'] } },
    userIdentity: null,
  },
  {},
);

/** One thing that lies in the trail and is no submission. */
export const noiseSpec = fc.record({
  account: fc.nat(2),
  region: fc.nat(1),
  day: fc.integer({ min: -1, max: 4 }),
  kind: fc.constantFrom('records', 'records', 'empty', 'digest'),
  records: fc.array(record, { maxLength: 4 }),
});
type Spec<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type NoiseSpec = Spec<typeof noiseSpec>;

/** A submission in a file that is no log file: it must not count. */
export const decoy = (delivered_day: string): JsonObject => ({
  eventSource: 'athena.amazonaws.com',
  eventName: 'StartQueryExecution',
  eventTime: `${delivered_day}T12:00:00Z`,
  eventID: 'decoy',
  responseElements: { queryExecutionId: 'decoy' },
});
