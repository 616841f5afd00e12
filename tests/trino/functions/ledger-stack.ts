/** template-main.yaml deployed on this machine: a bucket, its tables and views, EventsFunction. */
import { randomUUID } from 'node:crypto';
import type { DemoFile } from '../../../src/demo/history-files';
import { EVENTS } from '../../../src/core/tables';
import { objectsOf } from '../engine';
import { trailView } from '../tables';
import type { Row } from '../engine';
import { ACCOUNT, fillBucket, REGION, type Cloud } from './cloud';
import { startInstance, type Instance } from './lambda';
import { makeTrailReadable, TRAIL_FILES } from './readable-trail';
import { glueSession } from './trino-catalog';

export interface LedgerStack {
  bucket: string;
  database: string;
  workgroup: string;
  /** A cold instance of EventsFunction. */
  instance: () => Promise<Instance>;
  /** Trino's rows of a statement over the lake. */
  query(sql: string): Promise<Row[]>;
  /** The run that the table `events` shows of a day; null if none is published. */
  publishedRun(day: string): Promise<string | null>;
  /** Every event of a day, all columns, in a fixed order. */
  events(day: string): Promise<Row[]>;
}

const COLUMNS = [...EVENTS.columns, ...EVENTS.partitions].map(({ name }) => `"${name}"`).join(', ');

/** All events of a day: the same question to every engine. */
export const eventsOf = (day: string): string =>
  `SELECT ${COLUMNS} FROM events WHERE day = '${day}' ` +
  'ORDER BY query_execution_id NULLS LAST, event_id NULLS LAST';

export interface StackOptions {
  cloud: Cloud;
  /** Folder of the function's bundle. */
  bundle: string;
  /** Of the lake. */
  files: readonly DemoFile[];
  /** `s3://BUCKET/AWSLogs/o-…/` */
  trail_location: string;
}

export async function deployStack(options: StackOptions): Promise<LedgerStack> {
  const { cloud, bundle, files, trail_location } = options;
  const name = randomUUID().slice(0, 8);
  const { outputs, environments } = await cloud.moto.deploy(
    `ledger-${name}`,
    'template-main.yaml',
    {
      DatabaseName: `ledger_${name}`,
      TrailLocation: trail_location,
      LookbackDays: '0',
    },
  );
  const { LedgerBucketName: bucket = '', DatabaseName: database = '' } = outputs;
  const { WorkGroupName: workgroup = '' } = outputs;
  await fillBucket(cloud.s3, bucket, files);
  await makeTrailReadable(cloud.glue, database);
  const trino = glueSession(cloud.trino_url, database);
  await trino.run(trailView([TRAIL_FILES]));
  const query = async (sql: string) => objectsOf(await trino.run(sql));
  const env = { ...cloud.env, ...environments['EventsFunction'] };
  const publishedRun = async (day: string): Promise<string | null> => {
    const [row] = await query(`SELECT "$path" AS file FROM events WHERE day = '${day}' LIMIT 1`);
    return /\/run=([^/]+)\//.exec(JSON.stringify(row ?? null))?.[1] ?? null;
  };
  return {
    bucket,
    database,
    workgroup,
    publishedRun,
    instance: () => startInstance({ folder: bundle, account_id: ACCOUNT, region: REGION, env }),
    query,
    events: (day) => query(eventsOf(day)),
  };
}
