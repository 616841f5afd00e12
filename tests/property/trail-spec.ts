import fc from 'fast-check';
import type { Json, JsonObject } from '../oracle/organization';
import { torn, userIdentity } from './identities';
import { oneIn } from './ids';
import { oddSql } from './odd-sql';

const UNREADABLE = [
  '',
  'not a time',
  '2026-13-45T00:00:00Z',
  '2026-02-30T10:00:00Z',
  '2026-03-01T25:00:00Z',
  null,
];
const AGENTS = [
  'Boto3/1.26.82 Python/3.8.16',
  'Mozilla/5.0 (X11)',
  '[S3Console/0.4, aws-internal/3]',
  'aws-cli/2.1 md/x',
  'athena.amazonaws.com',
  '[aws-sdk-java]',
  'My Tool 2',
  'JDBC',
  '',
  null,
];

const request = torn({
  queryString: fc.oneof(
    { weight: 4, arbitrary: fc.constant('***OMITTED***') },
    { weight: 2, arbitrary: oddSql },
  ),
  clientRequestToken: fc.constant('befda0cb-17e1-436e-b2fb-cf9250e3997a'),
  queryExecutionContext: fc.oneof(
    fc.constant({}),
    torn({ database: fc.constantFrom('sales', 'Ünïcode'), catalog: fc.constant('AwsDataCatalog') }),
  ),
  resultConfiguration: fc.constant({ outputLocation: 's3://results/' }),
  workGroup: fc.constantFrom('etl', 'primary', 'adhoc'),
});

/** What the record says besides its ids and time. A null field may as well be missing. */
const facts = fc.record(
  {
    userIdentity,
    requestParameters: fc.oneof(
      { weight: 6, arbitrary: request },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    sourceIPAddress: fc.constantFrom('192.0.2.1', '2001:db8::1', 'athena.amazonaws.com', ''),
    userAgent: fc.constantFrom(...AGENTS),
    vpcEndpointId: fc.constantFrom(null, null, 'vpce-0123456789abcdef0', ''),
    eventVersion: fc.constantFrom('1.02', '1.08', '1.11'),
    additionalEventData: fc.constantFrom<Json>(null, { a: [1, { b: "it's" }] }),
    tlsDetails: fc.constantFrom<Json>(null, { tlsVersion: 'TLSv1.3' }),
  },
  { requiredKeys: [] },
);

const refusal = fc.record({
  errorCode: fc.constantFrom('AccessDenied', 'InvalidRequestException', 'TooManyRequestsException'),
  errorMessage: fc.constantFrom('User is not authorized: "x"', '', null),
});

/** What the answer holds when it holds no query id. */
const noAnswer = fc.constantFrom<(Json | undefined)[]>(
  null,
  undefined,
  {},
  { queryExecutionId: '' },
  { queryExecutionId: null },
);

/** One record of the call, and each time that it was delivered. */
const event = fc.record({
  later_s: fc.integer({ min: 0, max: 2 }),
  unreadable: fc.constantFrom<(string | null | undefined)[]>(
    ...new Array<undefined>(40).fill(undefined),
    ...UNREADABLE,
  ),
  /** Days from the event's to the delivered day; -1 counts only in the first seconds of a day. */
  delays: fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 1, 9, 30, 31, 32, -1), {
    minLength: 1,
    maxLength: 3,
  }),
});

export const trailSpec = fc.record({
  facts,
  refusal,
  noAnswer,
  events: fc.array(event, { minLength: 1, maxLength: 3 }),
  /** The trail's clock against Athena's. */
  skew_ms: fc.integer({ min: -3000, max: 3000 }),
  names_place: fc.boolean(),
  lacks_event_id: oneIn(12),
  refused_and_answered: oneIn(8),
});
type Spec<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type TrailSpec = Spec<typeof trailSpec>;
export type EventSpec = TrailSpec['events'][number];

/** CloudTrail's times have no fractions. */
export const eventTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

/** Where and when the event happened, and what it is called. */
export interface At {
  kind: 'accepted' | 'refused' | 'unidentified';
  query_execution_id: string;
  event_id: string;
  request_id: string;
  account_id: string;
  region: string;
  event_ms: number;
}

/** The record that CloudTrail wrote of the call. */
export function trailRecord(spec: TrailSpec, event: EventSpec, at: At): JsonObject {
  const answer =
    at.kind === 'accepted' ? { queryExecutionId: at.query_execution_id } : spec.noAnswer;
  const refused = at.kind === 'refused' || (at.kind === 'accepted' && spec.refused_and_answered);
  const place = { awsRegion: at.region, recipientAccountId: at.account_id };
  const nameless = spec.lacks_event_id && spec.events.length === 1;
  return {
    ...(spec.facts as JsonObject),
    ...(refused ? spec.refusal : {}),
    ...(spec.names_place ? place : { awsRegion: '' }),
    ...(answer === undefined ? {} : { responseElements: answer }),
    ...(nameless ? {} : { eventID: at.event_id }),
    eventTime: event.unreadable === undefined ? eventTime(at.event_ms) : event.unreadable,
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecution',
    requestID: at.request_id,
    readOnly: false,
    eventType: 'AwsApiCall',
  };
}
