import { systemClock } from '../core/clock';
import type { Catalog, Clock, FileStore, LargeFiles, Log, SqlReader } from '../core/ports';
import { athenaReader } from './athena-engine';
import type { AwsLakeOptions } from './aws-lake';
import { athenaClient, glueClient, s3Client } from './clients';
import { glueCatalog } from './glue-catalog';
import { s3Files } from './s3-files';
import { s3LargeFiles } from './s3-large-files';

export interface AwsExports {
  reader: SqlReader;
  catalog: Catalog;
  reports: LargeFiles;
  files: FileStore;
  clock: Clock;
  log: Log;
}

/** What reports are made with, on AWS, with the credentials at hand. */
export function awsExports({
  bucket,
  database,
  workgroup,
  region,
  log,
  path_style = false,
}: Omit<AwsLakeOptions, 'trail_location'>): AwsExports {
  const clock = systemClock;
  const s3 = s3Client({ region, path_style });
  const lakeLocation = `s3://${bucket}/`;
  return {
    reader: athenaReader({ client: athenaClient({ region }), clock, log, database, workgroup }),
    catalog: glueCatalog({ client: glueClient({ region }), clock, database, lakeLocation }),
    reports: s3LargeFiles({ client: s3, bucket }),
    files: s3Files({ client: s3, bucket }),
    clock,
    log,
  };
}
