import { s3Files } from '../../src/aws/s3-files';
import { awsError, failing } from '../stand-ins/faults';
import { s3StandIn } from '../stand-ins/s3';

const keys = (count: number): string[] => Array.from({ length: count }, (_, n) => `a/${n}`);

test('deletes in batches of at most 1,000 keys', async () => {
  const s3 = s3StandIn('lake');
  for (const key of keys(2_001)) s3.objects.set(key, Buffer.from(''));
  await s3Files({ client: s3.client, bucket: 'lake' }).delete(keys(2_001));
  expect(s3.objects.size).toBe(0);
  expect(s3.log.count('DeleteObjects')).toBe(3);
});

test('a key that S3 reports inside a successful answer is a failure', async () => {
  const s3 = s3StandIn('lake');
  s3.objects.set('a/1', Buffer.from(''));
  s3.undeletable.set('a/1', { Code: 'AccessDenied', Message: 'Access Denied' });
  const deleting = s3Files({ client: s3.client, bucket: 'lake' }).delete(['a/1', 'a/2']);
  await expect(deleting).rejects.toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringContaining(
      '1 of 2 files in lake were not deleted; the first is a/1 (AccessDenied',
    ) as string,
  });
});

test.each([
  [
    'PutObject',
    's3:PutObject',
    (files: ReturnType<typeof s3Files>) => files.write('a', Buffer.from('')),
  ],
  ['GetObject', 's3:GetObject', (files: ReturnType<typeof s3Files>) => files.read('a')],
  [
    'ListObjectsV2',
    's3:ListBucket',
    async (files: ReturnType<typeof s3Files>) => {
      for await (const _file of files.list('a')) continue;
    },
  ],
] as const)('%s that is denied names the action to allow', async (command, action, call) => {
  const s3 = s3StandIn('lake');
  s3.log.plan = failing(command, awsError('AccessDenied', 'Access Denied', 403));
  await expect(call(s3Files({ client: s3.client, bucket: 'lake' }))).rejects.toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringContaining(`Allow ${action} in the role's policy`) as string,
  });
});
