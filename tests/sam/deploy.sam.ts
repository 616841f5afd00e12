import { GetTablesCommand, GlueClient, type Table } from '@aws-sdk/client-glue';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { TABLES } from '../../src/core/tables';
import { VIEWS } from '../../src/report/views';
import { build, runIn, type Built } from '../bundles/built';
import { readTemplate } from '../templates/template';
import { startMoto, type Moto, type Stack } from '../moto/moto';

let moto: Moto;
let stacks: Record<'main' | 'regional', Stack>;
let built: Built;
beforeAll(async () => {
  built = build();
  moto = await startMoto();
  const main = await moto.deploy('ledger', 'template-main.yaml', {
    TrailLocation: 's3://trail/AWSLogs/o-abcdef1234/',
    OrganizationId: 'o-abcdef1234',
    AlarmEmail: 'data@example.com',
    BuildWindow: 'hour',
  });
  const { LedgerBucketName = '', LedgerBucketRegion = '' } = main.outputs;
  const regional = await moto.deploy('ledger-regional', 'template-regional.yaml', {
    LedgerBucketName,
    LedgerBucketRegion,
    AlarmTopicArn: 'arn:aws:sns:*:*:alarms',
    LookupEvents: 'true',
  });
  stacks = { main, regional };
});
afterAll(async () => {
  await moto.close();
  built.remove();
});

/** Of any service of moto's. */
const settings = () => ({
  endpoint: moto.endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'nobody', secretAccessKey: 'nothing' },
});

async function tables(): Promise<Table[]> {
  const DatabaseName = stacks.main.outputs['DatabaseName']!;
  const { TableList = [] } = await new GlueClient(settings()).send(
    new GetTablesCommand({ DatabaseName }),
  );
  return TableList;
}

test.each(['main', 'regional'] as const)('template-%s.yaml: every resource is made', (name) => {
  const stack = stacks[name];
  expect(stack.status).toBe('CREATE_COMPLETE');
  const { Resources } = readTemplate(`template-${name}.yaml`);
  expect(Object.keys(stack.resources).sort()).toEqual(Object.keys(Resources).sort());
});

test('every table lies in the bucket, the trail where it was said to be', async () => {
  const { LedgerBucketName: bucket } = stacks.main.outputs;
  const places = (await tables()).map((table) => [table.Name, table.StorageDescriptor?.Location]);
  const placeOf = (name: string): string =>
    name === 'cloudtrail'
      ? 's3://trail/AWSLogs/o-abcdef1234/'
      : `s3://${bucket!}/${name.replace('_staging', '')}/`;
  expect(places).toEqual([
    ...TABLES.map(({ name }) => [name, placeOf(name)]),
    ...VIEWS.map(({ name }) => [name, '']),
  ]);
});

test('the views stand in the catalog as Athena reads them', async () => {
  const all = await tables();
  for (const { name, sql } of VIEWS) {
    const text = all.find(({ Name }) => Name === name)!.ViewOriginalText!;
    const [, base64] = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/.exec(text)!;
    const view = JSON.parse(Buffer.from(base64!, 'base64').toString('utf8')) as object;
    expect(view).toMatchObject({ originalSql: sql.trimEnd(), schema: 'athena_ledger' });
  }
});

test('alarms go to the topic of the stack, or to the one named for its region and account', () => {
  const topics = (stack: Stack) => stack.alarms.map(({ AlarmActions }) => AlarmActions);
  const own = [stacks.main.outputs['AlarmTopicArn']];
  const named = ['arn:aws:sns:eu-west-1:123456789012:alarms'];
  expect(topics(stacks.main)).toEqual(Array.from({ length: 9 }, () => own));
  expect(topics(stacks.regional)).toEqual(Array.from({ length: 6 }, () => named));
});

/** Calls a bundle in a Node of its own, with the environment that the stack gives the function. */
function call(stage: 'history' | 'events', input: unknown): unknown {
  const stack = stage === 'history' ? stacks.regional : stacks.main;
  const script = `require('./${stage}/index.js').handler(${JSON.stringify(input)}, {
      awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:${stage}',
      getRemainingTimeInMillis: () => 900_000,
    })
    .then((answer) => ({ answer }), ({ name, message }) => ({ name, message }))
    .then((end) => console.log('\\n' + JSON.stringify(end)));`;
  const output = runIn(built.folder, script, {
    ...stack.environments[stage === 'history' ? 'HistoryFunction' : 'EventsFunction'],
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
  });
  return JSON.parse(output.split('\n').at(-1)!);
}

async function keys(prefix: string): Promise<string[]> {
  const client = new S3Client({ ...settings(), forcePathStyle: true });
  const Bucket = stacks.main.outputs['LedgerBucketName'];
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }));
  return Contents.map(({ Key }) => Key!);
}

test('HistoryFunction collects with the environment of its stack, into the bucket of the main one', async () => {
  expect(call('history', {})).toMatchObject({
    answer: { done: true, account_id: '123456789012', counts: { workgroups: 2, queries: 0 } },
  });
  const records = await keys('ledger/');
  expect(records).toHaveLength(1);
  expect(records[0]).toMatch(
    /^ledger\/day=[-0-9]{10}\/job=history\/account_id=123456789012\/region=eu-west-1\/.+\.json$/,
  );
});

// moto runs no SQL: a build through the stack's function is in tests/trino/functions. The trail's bucket
// does not exist here.
test('EventsFunction looks for the trail where its stack says', () => {
  expect(call('events', { day: '2026-03-01' })).toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringContaining('s3:ListBucket on s3://trail/AWSLogs/o-abcdef1234/') as string,
  });
});
