/** An account and region on this machine: moto's services, Athena before Trino, gates before both. */
import { AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';
import type { DemoFile } from '../../../src/demo/history-files';
import { startMoto, type Moto } from '../../moto/moto';
import { runningTrino } from '../running';
import { openAthenaFront, type AthenaFront } from './athena-front';
import { openGate, type Gate } from './gate';
import { addCatalog, glueSession, removeCatalog } from './trino-catalog';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
const SETTINGS = {
  region: REGION,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

/** Statistics of columns, which Trino asks for and drops when it writes, are unknown to moto: none. */
const NOT_IN_MOTO = ['Get', 'Delete'].flatMap((verb) =>
  ['Partition', 'Table'].map((kind) => ({
    operation: `${verb}ColumnStatisticsFor${kind}`,
    times: Infinity,
    what: { status: 200, body: { ColumnStatisticsList: [], Errors: [] } },
  })),
);

export interface Cloud {
  s3: S3Client;
  glue: GlueClient;
  /** The services themselves; deploys stacks. */
  moto: Moto;
  front: AthenaFront;
  athena_gate: Gate;
  glue_gate: Gate;
  s3_gate: Gate;
  /** A function's variables: where it finds the services. */
  env: Record<string, string>;
  trino_url: string;
  close(): Promise<void>;
}

export async function openCloud(): Promise<Cloud> {
  const moto = await startMoto(ACCOUNT);
  try {
    return await cloudOver(moto);
  } catch (error) {
    await moto.close();
    throw error;
  }
}

/** Whether a stack has made the workgroup. */
function workgroupsOf(endpoint: string): (WorkGroup: string) => Promise<boolean> {
  const athena = new AthenaClient({ ...SETTINGS, endpoint });
  return async (WorkGroup) =>
    (await athena.send(new GetWorkGroupCommand({ WorkGroup }))).WorkGroup !== undefined;
}

async function cloudOver(moto: Moto): Promise<Cloud> {
  const { url } = runningTrino();
  const { endpoint } = moto;
  const trino_gate = await openGate(endpoint);
  trino_gate.plan(...NOT_IN_MOTO);
  await removeCatalog(url);
  await addCatalog(url, { s3: endpoint, glue: trino_gate.endpoint, region: REGION });
  const front = await openAthenaFront({
    session: (database) => glueSession(url, database),
    isWorkgroup: workgroupsOf(endpoint),
  });
  const [athena_gate, glue_gate, s3_gate] = await Promise.all(
    [front.endpoint, endpoint, endpoint].map(openGate),
  );
  const settings = { ...SETTINGS, endpoint };
  return {
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    glue: new GlueClient(settings),
    moto,
    front,
    athena_gate: athena_gate!,
    glue_gate: glue_gate!,
    s3_gate: s3_gate!,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_ATHENA: athena_gate!.endpoint,
      AWS_ENDPOINT_URL_GLUE: glue_gate!.endpoint,
      AWS_ENDPOINT_URL_S3: s3_gate!.endpoint,
    },
    trino_url: url,
    close: async () => {
      await front.quiet();
      await removeCatalog(url);
      for (const one of [athena_gate!, glue_gate!, s3_gate!, front, trino_gate]) await one.close();
      await moto.close();
    },
  };
}

const AT_ONCE = 16;

export async function createBucket(s3: S3Client, Bucket: string): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
}

export async function fillBucket(
  s3: S3Client,
  bucket: string,
  files: readonly DemoFile[],
): Promise<void> {
  const queue = [...files];
  const put = async (): Promise<void> => {
    for (let file = queue.pop(); file; file = queue.pop()) {
      const { key: Key, body } = file;
      const Body = Key.endsWith('.gz') ? gzipSync(body) : body;
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, put));
}
