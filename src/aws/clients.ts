import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';

/** Nothing given: the SDK's own chain decides (AWS_REGION, the profile, AWS_ENDPOINT_URL, …). */
export interface ClientOptions {
  region?: string | undefined;
}

/**
 * Adaptive mode slows a client down after it was throttled; ten attempts outlast a busy minute of
 * the account's other users (SDK reference guide, "Retry behavior").
 */
const RETRIES = { retryMode: 'adaptive', maxAttempts: 10 } as const;
/**
 * A call that hangs must not eat the function's time: it fails and is tried again. Without the third
 * setting the SDK only warns of the second.
 */
const TIMEOUTS = {
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: 20_000,
    throwOnRequestTimeout: true,
  },
};

const settings = ({ region }: ClientOptions) => ({
  ...RETRIES,
  ...TIMEOUTS,
  ...(region === undefined ? {} : { region }),
});

export const athenaClient = (options: ClientOptions = {}): AthenaClient =>
  new AthenaClient(settings(options));

export const cloudtrailClient = (options: ClientOptions = {}): CloudTrailClient =>
  new CloudTrailClient(settings(options));

export const snsClient = (options: ClientOptions = {}): SNSClient =>
  new SNSClient(settings(options));

export const stsClient = (options: ClientOptions = {}): STSClient =>
  new STSClient(settings(options));

export const glueClient = (options: ClientOptions = {}): GlueClient =>
  new GlueClient(settings(options));

/**
 * A bucket in another region, such as the trail's, is found by S3's redirect.
 * @param options.path_style for endpoints without a name per bucket, as on a laptop
 */
export const s3Client = (options: ClientOptions & { path_style?: boolean } = {}): S3Client =>
  new S3Client({
    ...settings(options),
    forcePathStyle: options.path_style ?? false,
    followRegionRedirects: true,
  });
