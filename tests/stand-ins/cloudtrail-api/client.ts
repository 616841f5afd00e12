import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { STSClient } from '@aws-sdk/client-sts';

/** Real SDK clients that talk to the stand-in. */
export function clientsOf(endpoint: string, region = 'eu-west-1') {
  const credentials = { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' };
  const settings = { endpoint, region, credentials, retryMode: 'adaptive', maxAttempts: 10 };
  return { cloudtrail: new CloudTrailClient(settings), sts: new STSClient(settings) };
}
