/** S3's REST API over buckets in memory: what the file store and the trail send. */
import { listObjects } from '../s3-listing';

export type Buckets = Record<string, Map<string, Buffer>>;

export interface S3Call {
  method: string;
  url: URL;
  body: Buffer;
}

interface S3Answer {
  status: number;
  body: Buffer | string;
}

/** `/BUCKET/KEY` */
export function placeOf({ url }: S3Call): { bucket: string; key: string } {
  const [, bucket = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  return { bucket, key: rest.join('/') };
}

/** Keys of a DeleteObjects request. */
export const deletedKeys = (body: Buffer): string[] =>
  [...body.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);

const failure = (status: number, code: string): S3Answer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

function listing(objects: Map<string, Buffer>, query: URLSearchParams): string {
  const text = (name: string) => query.get(name) ?? undefined;
  const page = listObjects(
    objects,
    {
      Bucket: '',
      Prefix: text('prefix'),
      Delimiter: text('delimiter'),
      ContinuationToken: text('continuation-token'),
      MaxKeys: Number(query.get('max-keys') ?? 1000),
    },
    1000,
  );
  const files = (page.Contents ?? []).map(
    ({ Key = '', Size = 0 }) => `<Contents><Key>${Key}</Key><Size>${Size}</Size></Contents>`,
  );
  const folders = (page.CommonPrefixes ?? []).map(
    ({ Prefix = '' }) => `<CommonPrefixes><Prefix>${Prefix}</Prefix></CommonPrefixes>`,
  );
  const token = page.NextContinuationToken;
  const next = token ? `<NextContinuationToken>${token}</NextContinuationToken>` : '';
  const more = `<IsTruncated>${String(page.IsTruncated)}</IsTruncated>${next}`;
  return `<ListBucketResult>${more}${files.join('')}${folders.join('')}</ListBucketResult>`;
}

export function s3Answer(buckets: Buckets, call: S3Call): S3Answer {
  const { bucket, key } = placeOf(call);
  const objects = buckets[bucket];
  if (!objects) return failure(404, 'NoSuchBucket');
  if (call.method === 'PUT') {
    objects.set(key, call.body);
    return { status: 200, body: '' };
  }
  if (call.method === 'POST') {
    for (const gone of deletedKeys(call.body)) objects.delete(gone);
    return { status: 200, body: '<DeleteResult></DeleteResult>' };
  }
  if (key === '') return { status: 200, body: listing(objects, call.url.searchParams) };
  const body = objects.get(key);
  return body ? { status: 200, body } : failure(404, 'NoSuchKey');
}
