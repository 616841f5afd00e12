/** What CloudTrail writes of a call: a record of version 1.11. */
import type { HistoryRow } from '../core/tables';
import type { Caller } from './callers';
import { startedAt, type UserIdentity } from './identity';
import type { Random } from './random';

export interface TrailRecord {
  eventVersion: string;
  userIdentity: UserIdentity;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: string;
  errorCode?: string;
  errorMessage?: string;
  requestParameters: Record<string, unknown> | null;
  responseElements: Record<string, unknown> | null;
  additionalEventData?: Record<string, unknown>;
  addendum?: Record<string, string>;
  requestID: string;
  eventID: string;
  readOnly: boolean;
  eventType: string;
  managementEvent: boolean;
  recipientAccountId: string;
  eventCategory: string;
  sessionCredentialFromConsole?: 'true';
  tlsDetails?: Record<string, string>;
}

const HOUR_MS = 3_600_000;

/** Seconds, as CloudTrail writes them: the fraction is cut off. */
export const eventTime = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** A record of any call; the caller adds what the call was. */
export const record = (
  caller: Caller,
  at: number,
  what: Pick<TrailRecord, 'eventSource' | 'eventName' | 'readOnly'> & Partial<TrailRecord>,
  random: Random,
): TrailRecord => {
  const userAgent = random.pick(caller.agents);
  return {
    eventVersion: '1.11',
    userIdentity: startedAt(caller.identity(random), eventTime(at - HOUR_MS)),
    eventTime: eventTime(at),
    awsRegion: caller.region,
    sourceIPAddress: random.pick(caller.addresses),
    userAgent,
    requestParameters: null,
    responseElements: null,
    requestID: random.uuid(),
    eventID: random.uuid(),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: caller.account_id,
    eventCategory: 'Management',
    ...(userAgent.startsWith('Mozilla') ? { sessionCredentialFromConsole: 'true' as const } : {}),
    ...what,
  };
};

const tls = (region: string): Record<string, string> => ({
  tlsVersion: 'TLSv1.3',
  cipherSuite: 'TLS_AES_128_GCM_SHA256',
  clientProvidedHostHeader: `athena.${region}.amazonaws.com`,
});

/** StartQueryExecution as it looks when Athena accepted it; the SQL is omitted. */
export const submission = (
  caller: Caller,
  at: number,
  row: HistoryRow,
  workgroup: string | null,
  random: Random,
): TrailRecord =>
  record(
    caller,
    at,
    {
      eventSource: 'athena.amazonaws.com',
      eventName: 'StartQueryExecution',
      readOnly: false,
      requestParameters: {
        queryString: '***OMITTED***',
        clientRequestToken: random.uuid(),
        queryExecutionContext: { database: row.database_name, catalog: row.catalog },
        ...(row.output_location
          ? { resultConfiguration: { outputLocation: row.output_location.slice(0, -40) } }
          : {}),
        ...(workgroup === null ? {} : { workGroup: workgroup }),
      },
      responseElements: { queryExecutionId: row.query_execution_id },
      tlsDetails: tls(caller.region),
    },
    random,
  );
