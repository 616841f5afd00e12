/**
 * A lake and a copy of a trail that only follow the layout: other file names, plain and zipped files,
 * an account's own trail beside an organization's, lines without most fields.
 */
import { lines, put } from '../local/scratch';

export const FIRST = '2026-03-01';
export const LAST = '2026-03-02';
const OWN = '111122223333';
const MEMBER = '444455556666';

/** Beyond 2^53: no number of JavaScript. */
const LARGE = '9007199254740993';

const row = (query_execution_id: string, submitted_at: string, more: object = {}) => ({
  query_execution_id,
  account_id: OWN,
  region: 'eu-west-1',
  workgroup: 'primary',
  query: 'SELECT 1',
  state: 'SUCCEEDED',
  statement_type: 'DML',
  submitted_at,
  data_scanned_bytes: 20_971_520,
  collected_at: '2026-03-03T01:00:00.000Z',
  ...more,
});

const call = (id: string, eventTime: string, account: string, user: string, more: object = {}) => ({
  eventVersion: '1.08',
  userIdentity: {
    type: 'IAMUser',
    accountId: account,
    userName: user,
    arn: `arn:aws:iam::${account}:user/${user}`,
  },
  eventTime,
  eventSource: 'athena.amazonaws.com',
  eventName: 'StartQueryExecution',
  awsRegion: 'eu-west-1',
  recipientAccountId: account,
  requestParameters: { queryString: '***OMITTED***', workGroup: 'primary' },
  responseElements: { queryExecutionId: id },
  eventID: `event-${id}`,
  ...more,
});

const decoy = { ...call('', '2026-03-01T10:00:00Z', OWN, 'ann'), eventName: 'GetQueryResults' };
const document = (...records: object[]): string => JSON.stringify({ Records: records }, null, 1);

/** Five queries and one refused call: four matched, one without a call, one without history. */
export function writeHistory(lake: string): void {
  const place = `account_id=${OWN}/region=eu-west-1/workgroup=primary`;
  put(
    lake,
    `history/day=${FIRST}/${place}/data.json`,
    lines([
      row('q-one', '2026-03-01T10:00:00.000Z', { query: `SELECT 'a,"b"' -- 🦆\r\nFROM t` }),
      row('q-two', '2026-03-01T23:59:59.900Z', { data_scanned_bytes: LARGE }),
    ]).replace(`"${LARGE}"`, LARGE),
  );
  put(
    lake,
    `history/day=${FIRST}/whatever-0001.json.gz`,
    lines([row('q-three', '2026-03-01T12:00:00.000Z')]),
  );
  put(
    lake,
    `history/day=${LAST}/account_id=${MEMBER}/x.json.gz`,
    lines([
      row('q-four', '2026-03-02T08:00:00.000Z', { account_id: MEMBER, data_scanned_bytes: 5 }),
    ]),
  );
}

export function writeTrail(folder: string): void {
  const refusal = { responseElements: null, errorCode: 'AccessDenied', errorMessage: 'no' };
  put(
    folder,
    `AWSLogs/${OWN}/CloudTrail/eu-west-1/2026/03/01/any-name.json`,
    document(call('q-one', '2026-03-01T10:00:00Z', OWN, 'ann'), decoy),
  );
  put(
    folder,
    `AWSLogs/${OWN}/CloudTrail/eu-west-1/2026/03/02/any-name.json.gz`,
    document(
      call('q-two', '2026-03-01T23:59:59Z', OWN, 'bob'),
      call('refused', '2026-03-02T09:00:00Z', OWN, 'eve', refusal),
    ),
  );
  put(
    folder,
    `AWSLogs/o-exampleorg1/${MEMBER}/CloudTrail/eu-west-1/2026/03/02/other.json.gz`,
    document(
      call('q-four', '2026-03-02T08:00:00Z', MEMBER, 'ann'),
      call('q-five', '2026-03-02T08:30:00Z', MEMBER, 'ann'),
    ),
  );
}
