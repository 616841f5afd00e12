import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  DescribeStacksCommand,
  ListStackSetOperationResultsCommand,
  type StackSet,
  type StackSetOperationResultSummary,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { deployOrganization } from '../../tools/organization/deploy';
import { destroyOrganization } from '../../tools/organization/destroy';
import { readTemplate } from '../../tools/permissions/template';
import { awsError } from '../stand-ins/faults';

const OPTIONS = {
  stack: 'athena-ledger',
  units: ['ou-abcd-11111111'],
  regions: ['eu-west-1', 'us-east-1'],
  parameters: {},
};
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/k';

/** CloudFormation with a main stack; its operations end as told, after one look at them running. */
function scene(stackSet: StackSet | null, results: StackSetOperationResultSummary[] = []) {
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  const s3 = new S3Client({ region: 'eu-west-1' });
  const cloudformation = mockClient(client);
  const bucket = mockClient(s3);
  bucket.on(PutObjectCommand).resolves({});
  cloudformation.on(DescribeStacksCommand, { StackName: 'athena-ledger' }).resolves({
    Stacks: [
      {
        StackName: 'athena-ledger',
        CreationTime: new Date(0),
        StackStatus: 'CREATE_COMPLETE',
        Parameters: [
          { ParameterKey: 'KmsKeyArn', ParameterValue: KEY },
          { ParameterKey: 'LookupEvents', ParameterValue: 'true' },
        ],
        Outputs: [
          { OutputKey: 'LedgerBucketName', OutputValue: 'lake-bucket' },
          { OutputKey: 'LedgerBucketRegion', OutputValue: 'eu-west-1' },
        ],
      },
    ],
  });
  if (stackSet) cloudformation.on(DescribeStackSetCommand).resolves({ StackSet: stackSet });
  else
    cloudformation
      .on(DescribeStackSetCommand)
      .rejects(awsError('StackSetNotFoundException', 'StackSet not found', 404));
  cloudformation.on(CreateStackSetCommand).resolves({ StackSetId: 'athena-ledger-regional:1' });
  for (const command of [
    UpdateStackSetCommand,
    CreateStackInstancesCommand,
    DeleteStackInstancesCommand,
  ])
    cloudformation
      .on(command as typeof UpdateStackSetCommand)
      .resolves({ OperationId: 'operation-1' });
  cloudformation.on(DeleteStackSetCommand).resolves({});
  cloudformation.on(ListStackSetOperationResultsCommand).resolves({ Summaries: results });
  let looks = 0;
  const end = results.some(({ Status }) => Status === 'FAILED') ? 'FAILED' : 'SUCCEEDED';
  cloudformation.on(DescribeStackSetOperationCommand).callsFake(() => ({
    StackSetOperation: { Status: looks++ % 2 === 0 ? 'RUNNING' : end },
  }));
  const said: string[] = [];
  const waits: number[] = [];
  const calls = {
    client,
    name: 'athena-ledger-regional',
    call_as: 'SELF' as const,
    say: (line: string) => void said.push(line),
    sleep: (ms: number) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  const inputs = (command: typeof UpdateStackSetCommand): unknown[] =>
    cloudformation.commandCalls(command).map(({ args: [{ input }] }) => input);
  return { calls, s3, bucket, said, waits, inputs };
}
const of = (command: unknown) => command as typeof UpdateStackSetCommand;

const done = (Account: string, Region: string): StackSetOperationResultSummary => ({
  Account,
  Region,
  Status: 'SUCCEEDED',
});

test('the first time it creates the set, with auto-deployment, and a stack in each account and region', async () => {
  const { calls, s3, bucket, said, inputs } = scene(null, [done('111122223333', 'eu-west-1')]);
  await deployOrganization(calls, s3, 'Resources: {}', OPTIONS);
  const [put] = bucket.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input);
  expect(put).toMatchObject({ Bucket: 'lake-bucket', Body: 'Resources: {}' });
  expect(put!.Key).toMatch(/^deploy\/stackset-regional-[0-9a-f]{16}\.yaml$/);
  expect(inputs(of(CreateStackSetCommand))).toEqual([
    expect.objectContaining({
      TemplateURL: `https://lake-bucket.s3.eu-west-1.amazonaws.com/${put!.Key!}`,
      PermissionModel: 'SERVICE_MANAGED',
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      Capabilities: ['CAPABILITY_IAM'],
      CallAs: 'SELF',
    }),
  ]);
  expect(inputs(of(CreateStackInstancesCommand))).toEqual([
    expect.objectContaining({
      DeploymentTargets: { OrganizationalUnitIds: OPTIONS.units },
      Regions: OPTIONS.regions,
    }),
  ]);
  expect(said).toContain(
    'Stacks of ou-abcd-11111111 in eu-west-1, us-east-1: SUCCEEDED, 1 of 1 stacks done',
  );
});

test('what it gives the stacks are parameters that template-regional.yaml has', async () => {
  const { calls, s3, inputs } = scene(null);
  await deployOrganization(calls, s3, 'Parameters: { CollectWindow: {}, ApiShare: {} }', {
    ...OPTIONS,
    parameters: { CollectWindow: 'hour' },
  });
  const [created] = inputs(of(CreateStackSetCommand)) as {
    Parameters: { ParameterKey: string; ParameterValue: string }[];
  }[];
  const given = Object.fromEntries(
    created!.Parameters.map(({ ParameterKey, ParameterValue }) => [ParameterKey, ParameterValue]),
  );
  expect(given).toEqual({
    LedgerBucketName: 'lake-bucket',
    LedgerBucketRegion: 'eu-west-1',
    LedgerKeyArn: KEY,
    LookupEvents: 'true',
    CollectWindow: 'hour',
  });
  const known = Object.keys(readTemplate('template-regional.yaml').Parameters);
  expect(known).toEqual(expect.arrayContaining(Object.keys(given)));
});

test('what it reads of the main stack are outputs and parameters of template-main.yaml', () => {
  const main = readTemplate('template-main.yaml');
  expect(Object.keys(main.Parameters)).toEqual(
    expect.arrayContaining(['KmsKeyArn', 'LookupEvents']),
  );
  expect(Object.keys(main.Outputs)).toEqual(
    expect.arrayContaining(['LedgerBucketName', 'LedgerBucketRegion']),
  );
});

test('run again, it updates what is there and adds only the new units and regions', async () => {
  const there = { OrganizationalUnitIds: ['ou-abcd-11111111'], Regions: ['eu-west-1'] };
  const { calls, s3, inputs } = scene(there);
  const units = ['ou-abcd-11111111', 'ou-abcd-22222222'];
  await deployOrganization(calls, s3, 'Parameters: { CollectWindow: {}, ApiShare: {} }', {
    ...OPTIONS,
    units,
  });
  expect(inputs(of(CreateStackSetCommand))).toEqual([]);
  expect(inputs(of(UpdateStackSetCommand))).toHaveLength(1);
  expect(inputs(of(CreateStackInstancesCommand))).toEqual([
    expect.objectContaining({
      DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-22222222'] },
      Regions: ['eu-west-1', 'us-east-1'],
    }),
    expect.objectContaining({
      DeploymentTargets: { OrganizationalUnitIds: ['ou-abcd-11111111'] },
      Regions: ['us-east-1'],
    }),
  ]);
});

test('a parameter that is not named again keeps its value; one that is gone is left out', async () => {
  const Parameters = ['CollectWindow', 'ApiShare', 'OfAnOlderVersion'].map((ParameterKey) => ({
    ParameterKey,
    ParameterValue: 'before',
  }));
  const { calls, s3, inputs } = scene({ OrganizationalUnitIds: ['ou-1'], Regions: [], Parameters });
  const text = 'Parameters: { CollectWindow: {}, ApiShare: {} }';
  const parameters = { CollectWindow: 'hour' };
  await deployOrganization(calls, s3, text, { ...OPTIONS, parameters });
  const [updated] = inputs(of(UpdateStackSetCommand)) as { Parameters: object[] }[];
  expect(updated!.Parameters.slice(-2)).toEqual([
    { ParameterKey: 'CollectWindow', ParameterValue: 'hour' },
    { ParameterKey: 'ApiShare', UsePreviousValue: true },
  ]);
});

test('with nothing new it only updates', async () => {
  const there = { OrganizationalUnitIds: OPTIONS.units, Regions: OPTIONS.regions };
  const { calls, s3, inputs, waits } = scene(there);
  await deployOrganization(calls, s3, 'Parameters: { CollectWindow: {}, ApiShare: {} }', OPTIONS);
  expect(waits).toEqual([10_000]); // it was running at the first look
  expect(inputs(of(UpdateStackSetCommand))).toHaveLength(1);
  expect(inputs(of(CreateStackInstancesCommand))).toEqual([]);
});

test('at the end it says how the management account is covered', async () => {
  const { calls, s3, said } = scene(null);
  await deployOrganization(calls, s3, 'Parameters: { CollectWindow: {}, ApiShare: {} }', OPTIONS);
  const last = said.at(-1)!;
  expect(last).toContain('The management account is not covered');
  for (const region of OPTIONS.regions)
    expect(last).toContain(
      `npm run deploy:regional -- --region ${region} --parameter-overrides LedgerBucketName=lake-bucket`,
    );
});

test('a failure names the account, the region and the reason', async () => {
  const failed = { Account: '444455556666', Region: 'us-east-1', StatusReason: 'Lambda is closed' };
  const { calls, s3 } = scene(null, [
    done('111122223333', 'eu-west-1'),
    { ...failed, Status: 'FAILED' },
  ]);
  await expect(
    deployOrganization(calls, s3, 'Parameters: { CollectWindow: {}, ApiShare: {} }', OPTIONS),
  ).rejects.toThrow(/ended as FAILED:\n {2}444455556666 us-east-1: Lambda is closed/);
});

test('a stack that is not the main one is refused before anything is written', async () => {
  const { calls, s3, bucket, inputs } = scene(null);
  mockClient(calls.client).on(DescribeStacksCommand).resolves({ Stacks: [] });
  await expect(
    deployOrganization(calls, s3, 'Parameters: { CollectWindow: {}, ApiShare: {} }', OPTIONS),
  ).rejects.toThrow('--stack');
  expect(bucket.calls()).toEqual([]);
  expect(inputs(of(CreateStackSetCommand))).toEqual([]);
});

test('destroying deletes the stacks of every unit and region, then the set', async () => {
  const { calls, inputs } = scene({ OrganizationalUnitIds: ['ou-1'], Regions: ['eu-west-1'] });
  await destroyOrganization(calls);
  expect(inputs(of(DeleteStackInstancesCommand))).toEqual([
    expect.objectContaining({ RetainStacks: false, Regions: ['eu-west-1'] }),
  ]);
  expect(inputs(of(DeleteStackSetCommand))).toHaveLength(1);
});

test('destroying what is not there says so', async () => {
  const { calls, said, inputs } = scene(null);
  await destroyOrganization(calls);
  expect(said).toEqual(['There is no StackSet athena-ledger-regional.']);
  expect(inputs(of(DeleteStackSetCommand))).toEqual([]);
});
