import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { TABLES } from '../../src/core/tables';
import { VIEWS } from '../../src/report/views';
import { build, runIn, type Built } from '../bundles/built';
import { readTemplate } from '../templates/template';
import { deploy, type Deployed } from './moto';

let stacks: Deployed;
let built: Built;
beforeAll(async () => {
  built = build();
  stacks = await deploy({
    main: {
      TrailLocation: 's3://trail/AWSLogs/o-abcdef1234/',
      OrganizationId: 'o-abcdef1234',
      AlarmEmail: 'data@example.com',
    },
    regional: { AlarmTopicArn: 'arn:aws:sns:*:*:alarms' },
  });
});
afterAll(async () => {
  await stacks.stop();
  built.remove();
});

test.each(['main', 'regional'] as const)('template-%s.yaml: every resource is made', (name) => {
  const stack = stacks[name];
  expect(stack.status).toBe('CREATE_COMPLETE');
  const { Resources } = readTemplate(`template-${name}.yaml`);
  expect(Object.keys(stack.resources).sort()).toEqual(Object.keys(Resources).sort());
});

test('every table lies in the bucket, the trail where it was said to be', () => {
  const { LedgerBucketName: bucket } = stacks.main.outputs;
  const places = stacks.tables.map(({ Name, StorageDescriptor: { Location } }) => [Name, Location]);
  const placeOf = (name: string): string =>
    name === 'cloudtrail'
      ? 's3://trail/AWSLogs/o-abcdef1234/'
      : `s3://${bucket!}/${name.replace('_staging', '')}/`;
  expect(places).toEqual([
    ...TABLES.map(({ name }) => [name, placeOf(name)]),
    ...VIEWS.map(({ name }) => [name, '']),
  ]);
});

test('the views stand in the catalog as Athena reads them', () => {
  for (const { name, sql } of VIEWS) {
    const text = stacks.tables.find(({ Name }) => Name === name)!.ViewOriginalText!;
    const [, base64] = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/.exec(text)!;
    const view = JSON.parse(Buffer.from(base64!, 'base64').toString('utf8')) as object;
    expect(view).toMatchObject({ originalSql: sql.trimEnd(), schema: 'athena_ledger' });
  }
});

test('alarms go to the topic of the stack, or to the one named for its region and account', () => {
  const topics = stacks.alarms.map(({ AlarmName, AlarmActions }) => [
    AlarmName.startsWith('ledger-regional-'),
    AlarmActions,
  ]);
  const own = [stacks.main.outputs['AlarmTopicArn']];
  const named = ['arn:aws:sns:eu-west-1:123456789012:alarms'];
  expect(topics).toEqual([
    ...Array.from({ length: 4 }, () => [false, own]),
    ...Array.from({ length: 5 }, () => [true, named]),
  ]);
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
    ...stack.environment,
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: stacks.endpoint,
    AWS_ACCESS_KEY_ID: 'nobody',
    AWS_SECRET_ACCESS_KEY: 'nothing',
  });
  return JSON.parse(output.split('\n').at(-1)!);
}

async function keys(prefix: string): Promise<string[]> {
  const client = new S3Client({
    endpoint: stacks.endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'nobody', secretAccessKey: 'nothing' },
  });
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

// moto runs no SQL, so there is no build; the trail's bucket does not exist here.
test('EventsFunction looks for the trail where its stack says', () => {
  expect(call('events', { day: '2026-03-01' })).toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringContaining('s3:ListBucket on s3://trail/AWSLogs/o-abcdef1234/') as string,
  });
});
