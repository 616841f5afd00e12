/** The main stack's functions as they are deployed, before an Athena, a Glue and an S3 over HTTP. */
import { build, type Built } from '../bundles/built';
import { MAIN_ACCOUNT, REGION, type Resources } from '../permissions/stacks';
import { type OverHttp, overHttp } from '../stand-ins/over-http/server';
import { deployedFunction, type Instance } from './deployed';
import { type EventsServices, eventsServices } from './events-services';
import type { Invocation, Invoke } from './machine';

export type Stage = 'events' | 'exports' | 'report';

interface Opened {
  built: Built;
  aws: EventsServices;
  api: OverHttp;
  lambdas: Record<Stage, Instance>;
}

export interface Scene extends Opened {
  /** Stands for Lambda in the state machine. */
  invoke: Invoke;
  /** Which functions were called, in this order. */
  called: (calls: readonly Invocation[]) => Stage[];
}

const RESOURCES = {
  events: 'EventsFunction',
  exports: 'ExportsFunction',
  report: 'ReportFunction',
} as const;

const stageOf = (name: string): Stage =>
  (Object.keys(RESOURCES) as Stage[]).find((stage) => name.endsWith(`${stage}function`))!;

const settingsOf = (stack: Resources): Record<string, string> => {
  const { Environment } = stack['EventsFunction']!.Properties as unknown as {
    Environment: { Variables: Record<string, string> };
  };
  return Environment.Variables;
};

async function opened(
  stack: Resources,
  stages: readonly Stage[],
  trail?: Map<string, Buffer>,
): Promise<Opened> {
  const built = build();
  const settings = settingsOf(stack);
  const bucket = settings['LEDGER_BUCKET']!;
  const workgroup = settings['LEDGER_WORKGROUP']!;
  const aws = eventsServices({ bucket, database: settings['LEDGER_DATABASE']!, workgroup });
  const here = { account_id: MAIN_ACCOUNT, region: REGION };
  const buckets = { [bucket]: aws.lake, ...(trail && { 'org-trail': trail }) };
  const api = await overHttp({ ...here, workgroup, services: aws.services, buckets });
  const load = (stage: Stage) =>
    deployedFunction(built.folder, stage, stack[RESOURCES[stage]]!, {
      ...here,
      endpoint: api.endpoint,
    });
  const lambdas = Object.fromEntries(stages.map((stage) => [stage, load(stage)]));
  return { built, aws, api, lambdas: lambdas as Record<Stage, Instance> };
}

/**
 * Opened before a file's tests and closed after them; each test starts with full time for every
 * function, and with statements that do what they say.
 * @param stages whose functions the state machine calls
 * @param trail log files in the organization's trail, by their keys; without them there is no such bucket
 */
export function mainScene(
  stack: Resources,
  stages: readonly Stage[],
  trail?: Map<string, Buffer>,
): Scene {
  const scene = {
    invoke: (payload, name) => scene.lambdas[stageOf(name)].invoke(payload),
    called: (calls) => calls.map(({ FunctionName }) => stageOf(FunctionName)),
  } as Scene;
  beforeAll(async () => {
    Object.assign(scene, await opened(stack, stages, trail));
  });
  afterAll(async () => {
    await scene.api.close();
    scene.built.remove();
  });
  beforeEach(() => {
    Object.values(scene.lambdas).forEach((lambda) => (lambda.remaining_ms = 900_000));
    scene.aws.outcome = () => undefined;
  });
  return scene;
}
