import { systemClock } from '../core/clock';
import type { Clock, FileStore, Links, Log, Notices, SqlEngine } from '../core/ports';
import { athenaEngine } from './athena-engine';
import type { AwsLakeOptions } from './aws-lake';
import { athenaClient, s3Client, snsClient } from './clients';
import { s3Files } from './s3-files';
import { s3Links } from './s3-links';
import { snsNotices } from './sns-notices';

export interface AwsReport {
  sql: SqlEngine;
  files: FileStore;
  links: Links;
  /** Null: nobody is told. */
  notices: Notices | null;
  clock: Clock;
  log: Log;
}

/** What the report is made with, on AWS, with the credentials at hand. */
export function awsReport({
  bucket,
  database,
  workgroup,
  region,
  log,
  topic,
  path_style = false,
}: Omit<AwsLakeOptions, 'trail_location'> & {
  /** ARN of the topic that is told of a new report; null: none. */
  topic: string | null;
}): AwsReport {
  const clock = systemClock;
  const s3 = s3Client({ region, path_style });
  return {
    sql: athenaEngine({ client: athenaClient({ region }), clock, log, database, workgroup }),
    files: s3Files({ client: s3, bucket }),
    links: s3Links({ client: s3, bucket }),
    notices: topic === null ? null : snsNotices({ client: snsClient({ region }), topic }),
    clock,
    log,
  };
}
