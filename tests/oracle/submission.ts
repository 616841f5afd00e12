import { readTime } from './event-time';
import { clientApp, whoOf, type Who } from './identity';
import {
  textAt,
  trailFolder,
  type JsonObject,
  type Organization,
  type TrailFolder,
} from './organization';

/** One StartQueryExecution record, duplicates included. */
export interface Submission extends Who {
  delivered_day: string;
  outcome: 'accepted' | 'refused' | 'unidentified' | 'unreadable';
  event_id: string | null;
  request_id: string | null;
  query_execution_id: string | null;
  /** ISO-8601 UTC with milliseconds; null if unreadable. */
  submitted_at: string | null;
  account_id: string;
  region: string;
  workgroup: string | null;
  catalog: string | null;
  database_name: string | null;
  query: string | null;
  client_request_token: string | null;
  error_code: string | null;
  error_message: string | null;
  source_ip: string | null;
  user_agent: string | null;
  vpc_endpoint_id: string | null;
  client_app: string | null;
}

const isSubmission = (record: JsonObject): boolean =>
  record['eventSource'] === 'athena.amazonaws.com' && record['eventName'] === 'StartQueryExecution';

function outcomeOf(record: JsonObject): Submission['outcome'] {
  if (readTime(textAt(record, 'eventTime')) === null) return 'unreadable';
  if (textAt(record, 'responseElements', 'queryExecutionId')) return 'accepted';
  return textAt(record, 'errorCode') && textAt(record, 'eventID') ? 'refused' : 'unidentified';
}

function readSubmission(record: JsonObject, folder: TrailFolder): Submission {
  const at = (...path: string[]): string | null => textAt(record, ...path);
  const asked = (...path: string[]): string | null => at('requestParameters', ...path);
  const query = asked('queryString');
  return {
    ...whoOf(record['userIdentity'] ?? null),
    delivered_day: folder.delivered_day,
    outcome: outcomeOf(record),
    event_id: at('eventID'),
    request_id: at('requestID'),
    query_execution_id: at('responseElements', 'queryExecutionId'),
    submitted_at: readTime(at('eventTime')),
    account_id: at('recipientAccountId') ?? folder.account_id,
    region: at('awsRegion') ?? folder.region,
    workgroup: asked('workGroup'),
    catalog: asked('queryExecutionContext', 'catalog'),
    database_name: asked('queryExecutionContext', 'database'),
    query: query === '***OMITTED***' ? null : query,
    client_request_token: asked('clientRequestToken'),
    error_code: at('errorCode'),
    error_message: at('errorMessage'),
    source_ip: at('sourceIPAddress'),
    user_agent: at('userAgent'),
    vpc_endpoint_id: at('vpcEndpointId'),
    client_app: clientApp(at('userAgent')),
  };
}

const known = new WeakMap<Organization, Submission[]>();

/** Every submission in the trail's log files; an organization that was read once must not change. */
export function submissionsOf(org: Organization): Submission[] {
  const submissions =
    known.get(org) ??
    org.trail.flatMap(({ key, records }) => {
      const folder = trailFolder(key);
      return folder ? records.filter(isSubmission).map((r) => readSubmission(r, folder)) : [];
    });
  known.set(org, submissions);
  return submissions;
}

/** Earliest first: time, event id, delivered day; what is unknown comes last. */
const order = (s: Submission): string =>
  [s.submitted_at ?? '~', s.event_id ?? '~', s.delivered_day].join(' ');

/** Keeps the earliest submission of each key; those whose key is null are left out. */
export function earliestBy(
  submissions: Submission[],
  keyOf: (s: Submission) => string | null,
): Map<string, Submission> {
  const kept = new Map<string, Submission>();
  for (const submission of submissions) {
    const key = keyOf(submission);
    const other = key === null ? undefined : kept.get(key);
    if (key !== null && (!other || order(submission) < order(other))) kept.set(key, submission);
  }
  return kept;
}
