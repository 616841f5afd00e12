/** The one template file, where CloudFormation can read it. */
import { createHash } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Ledger } from './main-stack';

const suffixOf = (region: string): string => (region.startsWith('cn-') ? '.cn' : '');

/**
 * Puts the template below `deploy/` of the lake's bucket, under a name made of its content.
 * @returns its URL, as CloudFormation takes it
 */
export async function uploadTemplate(
  client: S3Client,
  { bucket, bucket_region }: Ledger,
  text: string,
): Promise<string> {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const key = `deploy/stackset-regional-${hash}.yaml`;
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text }));
  return `https://${bucket}.s3.${bucket_region}.amazonaws.com${suffixOf(bucket_region)}/${key}`;
}
