import {
  AthenaClient,
  BatchGetQueryExecutionCommand,
  ListTagsForResourceCommand,
  ListWorkGroupsCommand,
} from '@aws-sdk/client-athena';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { athenaHistory } from '../../src/aws/athena-history';
import { keptLog } from '../memory/kept-log';
import { listedWorld } from '../memory/world';
import { clientsOf } from '../stand-ins/athena-api/client';
import { serverQuota } from '../stand-ins/athena-api/quota';
import { athenaApi } from '../stand-ins/athena-api/server';
import { awsError } from '../stand-ins/faults';

function mocked(region = 'eu-west-1') {
  const athena = new AthenaClient({ region });
  const sts = new STSClient({ region });
  const log = keptLog();
  const mocks = { athena: mockClient(athena), sts: mockClient(sts) };
  mocks.sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
  return { ...mocks, log, history: athenaHistory({ athena, sts, log }).history };
}

test.each([
  ['eu-west-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('the ARN of a workgroup in %s is of partition %s', async (region, partition) => {
  const { athena, history } = mocked(region);
  athena.on(ListTagsForResourceCommand).resolves({ Tags: [] });
  await history.workgroupTags('etl');
  expect(athena.commandCalls(ListTagsForResourceCommand)[0]?.args[0].input.ResourceARN).toBe(
    `arn:${partition}:athena:${region}:111122223333:workgroup/etl`,
  );
});

test('reads every page of tags', async () => {
  const { athena, history } = mocked();
  athena
    .on(ListTagsForResourceCommand)
    .resolvesOnce({ Tags: [{ Key: 'team', Value: 'data' }], NextToken: '2' })
    .resolvesOnce({ Tags: [{ Key: 'empty' }], NextToken: '' });
  expect(await history.workgroupTags('etl')).toEqual({ team: 'data', empty: '' });
});

test('denied tags are null and a log line; another failure is one', async () => {
  const { athena, history, log } = mocked();
  athena.on(ListTagsForResourceCommand).rejectsOnce(awsError('AccessDeniedException', 'no'));
  expect(await history.workgroupTags('etl')).toBeNull();
  expect(log.lines).toMatchObject([{ code: 'history.tags_denied', fields: { workgroup: 'etl' } }]);
  athena.on(ListTagsForResourceCommand).rejects(awsError('InternalServerException', 'no', 500));
  await expect(history.workgroupTags('etl')).rejects.toMatchObject({
    name: 'InternalServerException',
  });
});

test('an empty token ends a listing', async () => {
  const { athena, history } = mocked();
  athena.on(ListWorkGroupsCommand).resolves({ WorkGroups: [{ Name: 'a' }, {}], NextToken: '' });
  expect(await history.listWorkgroups()).toEqual({ items: ['a'] });
});

test('empty texts of an execution are unknown, zero bytes are zero bytes', async () => {
  const { athena, history } = mocked();
  const QueryExecution = {
    QueryExecutionId: 'q',
    SubstatementType: '',
    QueryExecutionContext: { Database: '' },
    Statistics: { DataScannedInBytes: 0 },
  };
  athena.on(BatchGetQueryExecutionCommand).resolves({ QueryExecutions: [QueryExecution] });
  const { executions } = await history.getQueryExecutions(['q']);
  expect(executions[0]).toMatchObject({
    substatement_type: null,
    database_name: null,
    data_scanned_bytes: 0,
    state: null,
  });
});

test('without credentials it says so, and what to check', async () => {
  const { sts, history } = mocked();
  sts
    .on(GetCallerIdentityCommand)
    .rejects(awsError('CredentialsProviderError', 'Could not load credentials'));
  await expect(history.whoAmI()).rejects.toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringContaining('Provide valid AWS credentials') as string,
  });
});

test('asks for its identity once', async () => {
  const { sts, history } = mocked();
  await Promise.all([history.whoAmI(), history.whoAmI()]);
  await history.whoAmI();
  expect(sts.commandCalls(GetCallerIdentityCommand)).toHaveLength(1);
});

test('attempts that were throttled are repeated by the SDK, and counted', async () => {
  const quotas = { ListWorkGroups: serverQuota(4, 1) };
  const api = await athenaApi(listedWorld({ primary: [] }), { quotas });
  const clients = clientsOf(api.endpoint);
  const { history, throttled } = athenaHistory({ ...clients, log: keptLog() });
  for (let n = 0; n < 3; n += 1) await history.listWorkgroups();
  clients.athena.destroy();
  await api.close();
  expect(api.counts.throttled['ListWorkGroups']).toBeGreaterThan(0);
  expect(throttled()).toBe(api.counts.throttled['ListWorkGroups']);
});
