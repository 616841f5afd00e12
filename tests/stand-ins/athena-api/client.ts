import { AthenaClient } from '@aws-sdk/client-athena';
import { STSClient } from '@aws-sdk/client-sts';

/** Real SDK clients that talk to the stand-in. */
export function clientsOf(
  endpoint: string,
  region = 'eu-west-1',
): { athena: AthenaClient; sts: STSClient } {
  const credentials = { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' };
  const settings = { endpoint, region, credentials, retryMode: 'adaptive', maxAttempts: 10 };
  return { athena: new AthenaClient(settings), sts: new STSClient(settings) };
}
