import { systemClock } from '../core/clock';
import type { LargeFiles, SqlReader } from '../core/ports';
import { athenaReader } from './athena-engine';
import type { AwsLakeOptions } from './aws-lake';
import { athenaClient, s3Client } from './clients';
import { s3LargeFiles } from './s3-large-files';

/** What the table `addresses` is written with, on AWS, with the credentials at hand. */
export function awsAddresses({
  bucket,
  database,
  workgroup,
  region,
  log,
  path_style = false,
}: Omit<AwsLakeOptions, 'trail_location'>): { reader: SqlReader; files: LargeFiles } {
  const client = athenaClient({ region });
  return {
    reader: athenaReader({ client, clock: systemClock, log, database, workgroup }),
    files: s3LargeFiles({ client: s3Client({ region, path_style }), bucket }),
  };
}
