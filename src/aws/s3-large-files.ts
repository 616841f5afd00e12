import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { LedgerError } from '../core/errors';
import type { LargeFiles } from '../core/ports';
import { callFailed } from './call-failed';

/** S3 takes 10,000 parts (S3 user guide, "Multipart upload limits"): files up to 80 GB. */
const PART_BYTES = 8 * 1024 ** 2;
/** Parts on their way at once: 16 MB of memory. */
const AT_ONCE = 2;

/**
 * Files larger than memory, in a bucket: by multipart upload, which appears whole; a small file by one
 * PutObject. An upload that fails is aborted; what cannot be aborted expires by the bucket's rule.
 */
export const s3LargeFiles = (options: { client: S3Client; bucket: string }): LargeFiles => ({
  async writeParts(key, parts) {
    const { client, bucket } = options;
    const params = {
      Bucket: bucket,
      Key: key,
      Body: Readable.from(parts, { objectMode: false }),
    };
    try {
      await new Upload({ client, params, partSize: PART_BYTES, queueSize: AT_ONCE }).done();
    } catch (error) {
      if (error instanceof LedgerError) throw error;
      const advice = 'Check that LEDGER_BUCKET and its region are right, and run it again.';
      throw callFailed({ action: 's3:PutObject', target: `s3://${bucket}/${key}`, advice }, error);
    }
  },
});
