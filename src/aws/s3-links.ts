import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Links } from '../core/ports';

/**
 * Presigned addresses of a bucket's files. They open as long as the credentials that signed them: those
 * of a function's role end within hours, whatever is asked for (S3 user guide, "Sharing objects with
 * presigned URLs").
 */
export const s3Links = ({ client, bucket }: { client: S3Client; bucket: string }): Links => ({
  linkTo: (key, seconds) =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), {
      expiresIn: seconds,
    }),
});
