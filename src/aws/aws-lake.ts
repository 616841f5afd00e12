import { systemClock } from '../core/clock';
import type { Catalog, Clock, FileStore, Log, SqlEngine, Trail } from '../core/ports';
import { athenaEngine } from './athena-engine';
import { athenaClient, type ClientOptions, glueClient, s3Client } from './clients';
import { glueCatalog } from './glue-catalog';
import { s3Files } from './s3-files';
import { s3Trail } from './s3-trail';

export interface AwsLakeOptions extends ClientOptions {
  bucket: string;
  database: string;
  workgroup: string;
  /** `s3://BUCKET/[PREFIX/]AWSLogs/[o-ID/]`; null: there is none. */
  trail_location: string | null;
  log: Log;
  /** For endpoints of S3 without a name per bucket. */
  path_style?: boolean;
}

export interface AwsLake {
  sql: SqlEngine;
  catalog: Catalog;
  /** Null: there is none. */
  trail: Trail | null;
  files: FileStore;
  clock: Clock;
  log: Log;
}

/**
 * The lake on AWS, with the credentials at hand.
 * @throws InvalidConfig if trail_location has another form
 */
export function awsLake({ bucket, database, workgroup, ...options }: AwsLakeOptions): AwsLake {
  const { region, log, trail_location: trailLocation, path_style = false } = options;
  const clock = systemClock;
  const s3 = s3Client({ region, path_style });
  const lakeLocation = `s3://${bucket}/`;
  return {
    sql: athenaEngine({ client: athenaClient({ region }), clock, log, database, workgroup }),
    catalog: glueCatalog({ client: glueClient({ region }), clock, database, lakeLocation }),
    trail: trailLocation === null ? null : s3Trail({ client: s3, trailLocation }),
    files: s3Files({ client: s3, bucket }),
    clock,
    log,
  };
}
