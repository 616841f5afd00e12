/** Whole trail records from the few fields that a case names: an analyst's call at noon. */
import type { TrailFile } from './case';
import { ACCOUNT, REGION, WORKGROUP } from './default-row';
import type { Json } from './expand';

type GivenRecord = TrailFile['records'][number];

const PERSON: Json = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLEANALYST000:ada',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/analyst/ada`,
  accountId: ACCOUNT,
  accessKeyId: 'ASIAEXAMPLE000000001',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLEANALYST000',
      arn: `arn:aws:iam::${ACCOUNT}:role/analyst`,
      accountId: ACCOUNT,
      userName: 'analyst',
    },
    attributes: { creationDate: '2026-03-01T07:00:00Z', mfaAuthenticated: 'true' },
  },
};

/** An event id that says whose it is, where the case does not care. */
function eventId(record: GivenRecord): string | null {
  const given = record['eventID'];
  if (typeof given === 'string' || given === null) return given;
  const answer = record['responseElements'] as { queryExecutionId?: string } | null | undefined;
  if (answer?.queryExecutionId) return `event of ${answer.queryExecutionId}`;
  throw new Error('A record without responseElements.queryExecutionId needs an eventID.');
}

/**
 * A StartQueryExecution record as CloudTrail writes it today. Objects in it are replaced as a whole;
 * `$leave_out` names fields that the record does not have at all.
 */
export function trailRecord(given: GivenRecord, file: TrailFile): Record<string, Json> {
  const { $leave_out = [], ...fields } = given;
  const record: Record<string, Json> = {
    eventVersion: '1.11',
    userIdentity: PERSON,
    eventTime: `${file.delivered_day}T12:00:00Z`,
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecution',
    awsRegion: file.region ?? REGION,
    sourceIPAddress: '203.0.113.10',
    userAgent: 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/linux',
    requestParameters: {
      queryString: '***OMITTED***',
      clientRequestToken: 'b7f0c3c4-6a3e-4c39-9d5e-3d5b8f0f0c11',
      queryExecutionContext: { database: 'sales', catalog: 'awsdatacatalog' },
      workGroup: WORKGROUP,
    },
    responseElements: null,
    requestID: `request of ${eventId(given) ?? 'no event'}`,
    eventID: eventId(given),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: file.account_id ?? ACCOUNT,
    eventCategory: 'Management',
    ...fields,
  };
  const absent = new Set($leave_out as string[]);
  return Object.fromEntries(Object.entries(record).filter(([name]) => !absent.has(name)));
}
