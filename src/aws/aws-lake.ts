import { systemClock } from '../core/clock';
import type { Catalog, Log, SqlEngine, Trail } from '../core/ports';
import { athenaEngine } from './athena-engine';
import { athenaClient, type ClientOptions, glueClient, s3Client } from './clients';
import { glueCatalog } from './glue-catalog';
import { s3Trail } from './s3-trail';

export interface AwsLakeOptions extends ClientOptions {
  bucket: string;
  database: string;
  workgroup: string;
  /** `s3://BUCKET/[PREFIX/]AWSLogs/[o-ID/]`; null: there is none. */
  trail_location: string | null;
  log: Log;
}

/**
 * The lake on AWS with the credentials at hand, to read.
 * @throws InvalidConfig if trail_location has another form
 */
export function awsLake({ bucket, database, workgroup, ...options }: AwsLakeOptions): {
  sql: SqlEngine;
  catalog: Catalog;
  trail: Trail | null;
} {
  const { region, log, trail_location: trailLocation } = options;
  const clock = systemClock;
  const lakeLocation = `s3://${bucket}/`;
  return {
    sql: athenaEngine({ client: athenaClient({ region }), clock, log, database, workgroup }),
    catalog: glueCatalog({ client: glueClient({ region }), clock, database, lakeLocation }),
    trail: trailLocation === null ? null : s3Trail({ client: s3Client({ region }), trailLocation }),
  };
}
