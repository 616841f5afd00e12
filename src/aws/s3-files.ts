import {
  DeleteObjectsCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { AwsCallFailed } from '../core/errors';
import type { FileStore } from '../core/ports';

/** DeleteObjects takes at most 1,000 keys (S3 API reference). */
const KEYS_PER_DELETE = 1000;

/** The lake in a bucket. Encryption and ownership are the bucket's own defaults. */
export function s3Files({ client, bucket }: { client: S3Client; bucket: string }): FileStore {
  const Bucket = bucket;

  async function deleteBatch(keys: readonly string[]): Promise<void> {
    const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    const [first] = Errors; // reported inside a successful response
    if (!first) return;
    const why = `${first.Code ?? 'unknown error'}: ${first.Message ?? ''}`;
    throw new AwsCallFailed(
      `${Errors.length} of ${keys.length} files in ${bucket} were not deleted; the first is ${first.Key ?? '?'} (${why}). Run it again.`,
    );
  }

  return {
    list: async function* (prefix) {
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix }))
        for (const { Key, Size } of page.Contents ?? [])
          if (Key !== undefined) yield { key: Key, size_bytes: Size ?? 0 };
    },
    read: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        return Body ? Buffer.from(await Body.transformToByteArray()) : null;
      } catch (error) {
        if (error instanceof NoSuchKey) return null;
        throw error;
      }
    },
    write: async (key, body) => {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: body }));
    },
    delete: async (keys) => {
      for (let i = 0; i < keys.length; i += KEYS_PER_DELETE)
        await deleteBatch(keys.slice(i, i + KEYS_PER_DELETE));
    },
  };
}
