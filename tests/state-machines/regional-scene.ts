/** HistoryFunction as it is deployed, before an Athena, a CloudTrail and an S3 over HTTP. */
import { build, type Built } from '../bundles/built';
import type { HeldEvent } from '../memory/memory-events';
import type { World } from '../memory/world';
import { ACCOUNT, BUCKET, REGION, type Resources } from '../permissions/stacks';
import { operations } from '../stand-ins/athena-api/operations';
import { operations as cloudtrailOperations } from '../stand-ins/cloudtrail-api/server';
import { overHttp, type OverHttp } from '../stand-ins/over-http/server';
import { deployedFunction, type Instance } from './deployed';

/** What the account has in this region: queries of Athena's, calls in CloudTrail's event history. */
interface Known {
  queries: World;
  events: HeldEvent[];
}

interface Opened {
  built: Built;
  api: OverHttp;
  lambda: Instance;
}

export interface RegionalScene extends Opened {
  /** Files in the ledger's bucket; none before each test. */
  lake: Map<string, Buffer>;
  /** Stands for Lambda in the state machine. */
  invoke: Instance['invoke'];
}

const HERE = { account_id: ACCOUNT, region: REGION };

async function opened(
  stack: Resources,
  { queries, events }: Known,
  lake: RegionalScene['lake'],
): Promise<Opened> {
  const built = build();
  const athena = operations(queries);
  const cloudtrail = cloudtrailOperations({ ...HERE, events, now: () => new Date() });
  const api = await overHttp({
    ...HERE,
    services: {
      AmazonAthena: (operation, input) => athena[operation]!(input),
      CloudTrail_20131101: (operation, input) => cloudtrail[operation]!(input),
    },
    buckets: { [BUCKET]: lake },
  });
  const where = { ...HERE, endpoint: api.endpoint };
  const lambda = deployedFunction(built.folder, 'history', stack['HistoryFunction']!, where);
  return { built, api, lambda };
}

/** Opened before a file's tests, closed after them; each starts with an empty bucket and full time. */
export function regionalScene(stack: Resources, known: Known): RegionalScene {
  const scene = {
    lake: new Map<string, Buffer>(),
    invoke: (payload) => scene.lambda.invoke(payload),
  } as RegionalScene;
  beforeAll(async () => {
    Object.assign(scene, await opened(stack, known, scene.lake));
  });
  afterAll(async () => {
    await scene.api.close();
    scene.built.remove();
  });
  beforeEach(() => {
    scene.lake.clear();
    scene.lambda.remaining_ms = 900_000;
  });
  return scene;
}
