/** Plain organizations by hand, for the tests of the oracle itself. */
import type { HistoryLine, JsonObject, Organization } from './organization';

export const D = '2026-03-10';
export const BEFORE = '2026-03-09';
export const AFTER = '2026-03-11';

/** A finished query at noon of D. */
export const line = (fields: Partial<HistoryLine> = {}): HistoryLine => ({
  query_execution_id: 'q1',
  account_id: '111122223333',
  region: 'us-east-1',
  workgroup: 'etl',
  query: 'SELECT 1',
  statement_type: 'DML',
  state: 'SUCCEEDED',
  submitted_at: `${D}T12:00:00.250Z`,
  completed_at: `${D}T12:00:02.000Z`,
  data_scanned_bytes: 5,
  collected_at: `${AFTER}T01:00:00.000Z`,
  ...fields,
});

/** The call that started it, a quarter of a second earlier. */
export const call = (fields: JsonObject = {}): JsonObject => ({
  eventSource: 'athena.amazonaws.com',
  eventName: 'StartQueryExecution',
  eventTime: `${D}T12:00:00Z`,
  eventID: 'e1',
  awsRegion: 'us-east-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'IAMUser', userName: 'ada' },
  responseElements: { queryExecutionId: 'q1' },
  ...fields,
});

/** The call, refused. */
export const refusal = (fields: JsonObject = {}): JsonObject =>
  call({ errorCode: 'AccessDenied', errorMessage: 'no', responseElements: null, ...fields });

export interface Given {
  /** Lines by the day of their folder. */
  history?: Record<string, HistoryLine[]>;
  /** Records by delivered day. */
  trail?: Record<string, JsonObject[]>;
}

export const organization = ({ history = {}, trail = {} }: Given): Organization => ({
  history: Object.entries(history).map(([day, rows]) => ({
    key: `history/day=${day}/account_id=111122223333/region=us-east-1/workgroup=etl/${day}.part-0000.json.gz`,
    rows,
  })),
  trail: Object.entries(trail).map(([day, records]) => ({
    key: `trail/AWSLogs/444455556666/CloudTrail/eu-west-1/${day.replaceAll('-', '/')}/f.json.gz`,
    records,
  })),
  days: [D],
});
