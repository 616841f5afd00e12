/**
 * A bucket in memory behind `aws-sdk-client-mock`: list (prefix, delimiter, pages), get, put and
 * delete as S3's API reference describes them. Shared by the FileStore, Trail and handler tests.
 */
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  type AbortMultipartUploadCommandInput,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  DeleteObjectsCommand,
  type DeleteObjectsCommandInput,
  type DeleteObjectsCommandOutput,
  GetObjectCommand,
  type GetObjectCommandInput,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
  UploadPartCommand,
  type UploadPartCommandInput,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { awsError, CallLog } from './faults';
import { listObjects } from './s3-listing';

const MAX_KEYS = 1000;
type Answer<T> = Omit<T, '$metadata'>;

export interface S3StandIn {
  client: S3Client;
  /** Key → bytes; tests may fill and read it directly. */
  objects: Map<string, Buffer>;
  /** Keys that DeleteObjects reports as failed, inside a successful answer. */
  undeletable: Map<string, { Code: string; Message: string }>;
  /** Multipart uploads under way: parts by number. */
  uploads: Map<string, Map<number, Buffer>>;
  log: CallLog;
}

function deleteObjects(
  s3: S3StandIn,
  input: DeleteObjectsCommandInput,
): Answer<DeleteObjectsCommandOutput> {
  const keys = (input.Delete?.Objects ?? []).map(({ Key }) => Key!);
  if (keys.length === 0 || keys.length > MAX_KEYS) {
    throw awsError('MalformedXML', 'The XML you provided was not well-formed.');
  }
  const Errors = keys.flatMap((Key) =>
    s3.undeletable.has(Key) ? [{ Key, ...s3.undeletable.get(Key)! }] : [],
  );
  const gone = keys.filter((key) => !s3.undeletable.has(key));
  for (const key of gone) s3.objects.delete(key);
  return {
    ...(!input.Delete?.Quiet && { Deleted: gone.map((Key) => ({ Key })) }),
    ...(Errors.length > 0 && { Errors }),
  };
}

function getObject(s3: S3StandIn, key: string): object {
  const body = s3.objects.get(key);
  if (!body) throw awsError('NoSuchKey', 'The specified key does not exist.', 404);
  const Body = Object.assign(Readable.from([body]), {
    transformToByteArray: () => Promise.resolve(new Uint8Array(body)),
    transformToString: () => Promise.resolve(body.toString('utf8')),
  });
  return { Body, ContentLength: body.length };
}

async function bytesOf(body: PutObjectCommandInput['Body']): Promise<Buffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) return Buffer.from(body);
  if (!(body instanceof Readable))
    throw new TypeError('The stand-in takes strings, bytes and streams.');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** A part but the last has 5 MB or more (S3 user guide, "Multipart upload limits"). */
const LEAST_PART_BYTES = 5 * 1024 ** 2;

function complete(
  s3: S3StandIn,
  { Key, UploadId, MultipartUpload }: CompleteMultipartUploadCommandInput,
) {
  const parts = s3.uploads.get(UploadId!)!;
  const named = (MultipartUpload?.Parts ?? []).map(({ PartNumber }) => parts.get(PartNumber!)!);
  if (named.slice(0, -1).some(({ length }) => length < LEAST_PART_BYTES))
    throw awsError(
      'EntityTooSmall',
      'Your proposed upload is smaller than the minimum allowed size',
    );
  s3.objects.set(Key!, Buffer.concat(named));
  s3.uploads.delete(UploadId!);
  return {};
}

type Run = <T>(
  command: string,
  input: { Bucket: string | undefined },
  effect: () => T | Promise<T>,
) => Promise<T>;

function multipart(mock: ReturnType<typeof mockClient>, s3: S3StandIn, run: Run): void {
  mock.on(CreateMultipartUploadCommand).callsFake((input: CreateMultipartUploadCommandInput) =>
    run('CreateMultipartUpload', input, () => {
      const UploadId = `upload-${s3.uploads.size + 1}`;
      s3.uploads.set(UploadId, new Map());
      return { UploadId };
    }),
  );
  mock.on(UploadPartCommand).callsFake((input: UploadPartCommandInput) =>
    run('UploadPart', input, async () => {
      s3.uploads.get(input.UploadId!)!.set(input.PartNumber!, await bytesOf(input.Body));
      return { ETag: `part-${input.PartNumber}` };
    }),
  );
  mock
    .on(CompleteMultipartUploadCommand)
    .callsFake((input: CompleteMultipartUploadCommandInput) =>
      run('CompleteMultipartUpload', input, () => complete(s3, input)),
    );
  mock.on(AbortMultipartUploadCommand).callsFake((input: AbortMultipartUploadCommandInput) =>
    run('AbortMultipartUpload', input, () => {
      s3.uploads.delete(input.UploadId!);
      return {};
    }),
  );
}

/** @param pageSize entries per listing page, at most 1,000: small values show whether pages are followed */
export function s3StandIn(bucket: string, pageSize = MAX_KEYS): S3StandIn {
  const client = new S3Client({ region: 'eu-west-1' });
  const mock = mockClient(client);
  const s3: S3StandIn = {
    client,
    objects: new Map(),
    undeletable: new Map(),
    uploads: new Map(),
    log: new CallLog(),
  };
  const run: Run = (command, input, effect) =>
    s3.log.run(command, input, () => {
      if (input.Bucket !== bucket)
        throw awsError('NoSuchBucket', 'The specified bucket does not exist', 404);
      return effect();
    });
  mock
    .on(ListObjectsV2Command)
    .callsFake((input: ListObjectsV2CommandInput) =>
      run('ListObjectsV2', input, () => listObjects(s3.objects, input, pageSize)),
    );
  mock
    .on(GetObjectCommand)
    .callsFake((input: GetObjectCommandInput) =>
      run('GetObject', input, () => getObject(s3, input.Key!)),
    );
  mock.on(PutObjectCommand).callsFake((input: PutObjectCommandInput) =>
    run('PutObject', input, async () => {
      const exists = s3.objects.has(input.Key!);
      if (exists && input.IfNoneMatch === '*') {
        throw awsError(
          'PreconditionFailed',
          'At least one of the pre-conditions you specified did not hold',
          412,
        );
      }
      s3.objects.set(input.Key!, await bytesOf(input.Body));
      return {};
    }),
  );
  mock
    .on(DeleteObjectsCommand)
    .callsFake((input: DeleteObjectsCommandInput) =>
      run('DeleteObjects', input, () => deleteObjects(s3, input)),
    );
  multipart(mock, s3, run);
  return s3;
}
