/** A lake whose events and trail came from these addresses, and the made-up databases. */
import { join } from 'node:path';
import { put, scratch } from '../local/scratch';

/** Of tests/addresses/databases: `City`, `Country`, `City-IPv4`, `ASN`. */
export const database = (name: string): string =>
  join(__dirname, 'databases', `Example-${name}.mmdb`);

const record = (eventID: string, sourceIPAddress: string | null): object => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    accountId: '111122223333',
    userName: 'ann',
    arn: 'arn:aws:iam::111122223333:user/ann',
    principalId: 'AIDAEXAMPLEANN000000',
  },
  eventTime: '2026-03-10T12:00:00Z',
  eventSource: 'athena.amazonaws.com',
  eventName: 'StartQueryExecution',
  awsRegion: 'eu-west-1',
  sourceIPAddress,
  userAgent: 'aws-cli/2.15.0',
  errorCode: 'AccessDeniedException',
  eventID,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
});

/**
 * A new lake whose trail has a refused call from each of these; nothing is built.
 * @returns its folder
 */
export function lakeOf(sources: readonly (string | null)[]): string {
  const lake = scratch();
  const Records = sources.map((source, nth) => record(`event ${nth}`, source));
  const key = 'trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/10/one.json.gz';
  put(lake, key, JSON.stringify({ Records }));
  return lake;
}
