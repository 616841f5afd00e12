/** ListObjectsV2 over keys in memory. */
import type { ListObjectsV2CommandInput, ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';

const byUtf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

type Listing = Omit<ListObjectsV2CommandOutput, '$metadata'>;

/** Where a key falls into a listing: itself, or the folder that the delimiter makes of it. */
function entryOf(key: string, prefix: string, delimiter: string | undefined): string {
  const cut = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
  return cut < 0 || !delimiter ? key : key.slice(0, cut + delimiter.length);
}

/** One page of a bucket's keys in UTF-8 order; keys below a delimiter fold into one folder. */
export function listObjects(
  objects: ReadonlyMap<string, Buffer>,
  input: ListObjectsV2CommandInput,
  pageSize: number,
): Listing {
  const prefix = input.Prefix ?? '';
  const after = input.ContinuationToken
    ? Buffer.from(input.ContinuationToken, 'base64').toString()
    : (input.StartAfter ?? '');
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix));
  const entries = [...new Set(keys.map((key) => entryOf(key, prefix, input.Delimiter)))]
    .sort(byUtf8)
    .filter((entry) => after === '' || byUtf8(entry, after) > 0);
  const page = entries.slice(0, Math.min(input.MaxKeys ?? 1000, pageSize));
  const isFolder = (entry: string): boolean =>
    Boolean(input.Delimiter) && entry.slice(prefix.length).endsWith(input.Delimiter ?? '');
  const folders = page.filter(isFolder);
  const files = page.filter((entry) => !isFolder(entry));
  const more = entries.length > page.length;
  return {
    KeyCount: page.length,
    IsTruncated: more,
    // S3 leaves both lists out when they are empty.
    ...(files.length > 0 && {
      Contents: files.map((Key) => ({ Key, Size: objects.get(Key)!.length })),
    }),
    ...(folders.length > 0 && { CommonPrefixes: folders.map((Prefix) => ({ Prefix })) }),
    ...(more && { NextContinuationToken: Buffer.from(page.at(-1) ?? '').toString('base64') }),
  };
}
