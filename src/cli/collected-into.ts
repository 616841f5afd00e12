import { InvalidInput } from '../core/errors';
import { pathStyle } from '../core/lake-environment';
import type { FileStore } from '../core/ports';
import { folderFiles } from '../local/folder-files';

const BUCKET = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/;

/**
 * The lake that is collected into: a folder, or the bucket of a deployed ledger.
 * @param lake a folder, or `s3://BUCKET`
 * @throws InvalidInput for an address in S3 that is not that of a bucket
 */
export async function collectedInto(lake: string): Promise<FileStore> {
  if (!lake.startsWith('s3:')) return folderFiles(lake);
  const bucket = BUCKET.exec(lake)?.[1];
  if (bucket === undefined)
    throw new InvalidInput(`--lake ${lake}: write the ledger’s bucket as s3://BUCKET.`);
  // Loaded when needed: the SDK would cost the other commands a third of their time.
  const { s3Client } = await import('../aws/clients');
  const { s3Files } = await import('../aws/s3-files');
  return s3Files({ client: s3Client({ path_style: pathStyle(process.env) }), bucket });
}
