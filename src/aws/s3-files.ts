import {
  DeleteObjectsCommand,
  GetObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { AwsCallFailed } from '../core/errors';
import type { FileStore, StoredFile } from '../core/ports';
import { callFailed, errorName } from './call-failed';

/** DeleteObjects takes at most 1,000 keys (S3 API reference). */
const KEYS_PER_DELETE = 1000;

/** A page opens where its type is known; everything else is read by programs, which know it. */
const typeOf = (key: string): { ContentType?: string } =>
  key.endsWith('.html') ? { ContentType: 'text/html; charset=utf-8' } : {};

/** The lake in a bucket. Encryption and ownership are the bucket's own defaults. */
export function s3Files({ client, bucket }: { client: S3Client; bucket: string }): FileStore {
  const Bucket = bucket;

  /** What a call failed on, in our words. */
  const failure = (action: string, key: string, error: unknown): Error => {
    if (error instanceof AwsCallFailed) return error;
    const advice = 'Check that LEDGER_BUCKET and its region are right, and run it again.';
    return callFailed({ action, target: `s3://${bucket}/${key}`, advice }, error);
  };

  async function* list(prefix: string): AsyncGenerator<StoredFile> {
    try {
      for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix }))
        for (const { Key, Size } of page.Contents ?? [])
          if (Key !== undefined) yield { key: Key, size_bytes: Size ?? 0 };
    } catch (error) {
      throw failure('s3:ListBucket', prefix, error);
    }
  }

  async function read(key: string): Promise<Buffer | null> {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
      return Body ? Buffer.from(await Body.transformToByteArray()) : null;
    } catch (error) {
      if (errorName(error) === 'NoSuchKey') return null;
      throw failure('s3:GetObject', key, error);
    }
  }

  async function write(key: string, body: Uint8Array): Promise<void> {
    try {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: body, ...typeOf(key) }));
    } catch (error) {
      throw failure('s3:PutObject', key, error);
    }
  }

  /** DeleteObjects answers with success even if keys were left: their errors are in the answer. */
  async function deleteBatch(keys: readonly string[]): Promise<void> {
    const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ Bucket, Delete }));
    const [first] = Errors;
    if (!first) return;
    const why = `${first.Code ?? 'unknown error'}: ${first.Message ?? ''}`;
    throw new AwsCallFailed(
      `${Errors.length} of ${keys.length} files in ${bucket} were not deleted; the first is ${first.Key ?? '?'} (${why}). Run it again.`,
    );
  }

  async function deleteAll(keys: readonly string[]): Promise<void> {
    for (let i = 0; i < keys.length; i += KEYS_PER_DELETE) {
      const batch = keys.slice(i, i + KEYS_PER_DELETE);
      await deleteBatch(batch).catch((error: unknown) => {
        throw failure('s3:DeleteObject', batch[0] ?? '', error);
      });
    }
  }

  return { list, read, write, delete: deleteAll };
}
