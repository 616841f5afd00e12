import { s3Trail } from '../../src/aws/s3-trail';
import { AwsCallFailed, InvalidConfig } from '../../src/core/errors';
import { awsError, failing } from '../stand-ins/faults';
import { s3StandIn, type S3StandIn } from '../stand-ins/s3';

const DAY = '2026-03-01';
const GZ = Buffer.from('gz');

function bucket(...folders: string[]): S3StandIn {
  const s3 = s3StandIn('trail-bucket');
  for (const folder of folders) s3.objects.set(`${folder}2026/03/01/log.json.gz`, GZ);
  return s3;
}

const trailAt = (s3: S3StandIn, trailLocation: string) =>
  s3Trail({ client: s3.client, trailLocation });

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => error);

describe('TRAIL_LOCATION', () => {
  it.each([
    'trail-bucket/AWSLogs/',
    's3://trail-bucket',
    's3://trail-bucket/',
    's3://trail-bucket/logs/',
    's3://trail-bucket/AWSLogs/111111111111/',
    's3://trail-bucket/MyAWSLogs/',
    's3://trail-bucket/AWSLogs/o-exampleorg1/111111111111/',
    's3://trail-bucket//AWSLogs/',
    'https://trail-bucket.s3.amazonaws.com/AWSLogs/',
    '',
  ])('is refused unless it is the folder of a trail: %j', (location) => {
    const make = () => trailAt(bucket(), location);
    expect(make).toThrow(InvalidConfig);
    expect(make).toThrow(/^TRAIL_LOCATION: .* s3:\/\/BUCKET\/\[PREFIX\/\]AWSLogs\//);
  });

  it.each([
    ['s3://trail-bucket/AWSLogs/', 'AWSLogs/'],
    ['s3://trail-bucket/AWSLogs', 'AWSLogs/'],
    ['s3://trail-bucket/a/b/AWSLogs/', 'a/b/AWSLogs/'],
    ['s3://trail-bucket/AWSLogs/o-exampleorg1/', 'AWSLogs/o-exampleorg1/'],
    ['s3://trail-bucket/a/AWSLogs/o-exampleorg1', 'a/AWSLogs/o-exampleorg1/'],
  ])('may be %s', async (location, folder) => {
    const s3 = bucket(`${folder}111111111111/CloudTrail/eu-west-1/`);
    expect(await trailAt(s3, location).sources(DAY)).toEqual([
      { account_id: '111111111111', region: 'eu-west-1' },
    ]);
  });

  it('keeps to its organization', async () => {
    const s3 = bucket(
      'AWSLogs/111111111111/CloudTrail/eu-west-1/',
      'AWSLogs/o-exampleorg1/222222222222/CloudTrail/eu-west-1/',
      'AWSLogs/o-exampleorg2/333333333333/CloudTrail/eu-west-1/',
    );
    const sources = await trailAt(s3, 's3://trail-bucket/AWSLogs/o-exampleorg1/').sources(DAY);
    expect(sources.map(({ account_id }) => account_id)).toEqual(['222222222222']);
  });
});

describe('the listing', () => {
  const LOCATION = 's3://trail-bucket/AWSLogs/';

  it('asks for one key of a day, however many there are', async () => {
    const s3 = bucket();
    for (let n = 0; n < 50; n++)
      s3.objects.set(`AWSLogs/111111111111/CloudTrail/eu-west-1/2026/03/01/${n}.json.gz`, GZ);
    await trailAt(s3, LOCATION).sources(DAY);
    const days = s3.log.calls.filter(({ input }) => 'MaxKeys' in input);
    expect(days.map(({ input }) => input)).toEqual([
      {
        Bucket: 'trail-bucket',
        Prefix: 'AWSLogs/111111111111/CloudTrail/eu-west-1/2026/03/01/',
        MaxKeys: 1,
      },
    ]);
  });

  it('finds an account that joined since the last day was asked for', async () => {
    const s3 = bucket('AWSLogs/111111111111/CloudTrail/eu-west-1/');
    const trail = trailAt(s3, LOCATION);
    expect(await trail.sources(DAY)).toHaveLength(1);
    s3.objects.set('AWSLogs/222222222222/CloudTrail/eu-west-1/2026/03/02/log.json.gz', GZ);
    expect(await trail.sources('2026-03-02')).toEqual([
      { account_id: '222222222222', region: 'eu-west-1' },
    ]);
  });

  it('says which permission is missing for which folder', async () => {
    const s3 = bucket('AWSLogs/111111111111/CloudTrail/eu-west-1/');
    s3.log.plan = failing('ListObjectsV2', awsError('AccessDenied', 'Access Denied', 403));
    const error = await failureOf(trailAt(s3, LOCATION).sources(DAY));
    expect(error).toBeInstanceOf(AwsCallFailed);
    expect((error as Error).message).toBe(
      "s3:ListBucket on s3://trail-bucket/AWSLogs/ failed with AccessDenied: Access Denied. Allow s3:ListBucket in the role's policy.",
    );
  });

  it('fails for every call that fails: no source is ever left out in silence', async () => {
    const folders = [
      'AWSLogs/111111111111/CloudTrail/eu-west-1/',
      'AWSLogs/222222222222/CloudTrail/us-east-1/',
    ];
    const whole = bucket(...folders);
    expect(await trailAt(whole, LOCATION).sources(DAY)).toHaveLength(2);
    for (let failed = 1; failed <= whole.log.calls.length; failed++) {
      const s3 = bucket(...folders);
      const error = awsError('InternalError', 'We encountered an internal error.', 500);
      s3.log.plan = ({ nth }) => (nth === failed ? { error, when: 'after' } : undefined);
      await expect(trailAt(s3, LOCATION).sources(DAY)).rejects.toThrow(AwsCallFailed);
    }
  });

  it('refuses a location of accounts where only an organization delivers', async () => {
    const s3 = bucket('AWSLogs/o-exampleorg1/111111111111/CloudTrail/eu-west-1/');
    const error = await failureOf(trailAt(s3, LOCATION).sources(DAY));
    expect(error).toBeInstanceOf(InvalidConfig);
    expect((error as Error).message).toContain('write s3://trail-bucket/AWSLogs/o-exampleorg1/.');
  });

  it('names the setting when there is no such bucket', async () => {
    const error = await failureOf(trailAt(bucket(), 's3://no-such-bucket/AWSLogs/').sources(DAY));
    expect(error).toBeInstanceOf(AwsCallFailed);
    expect((error as Error).message).toContain('NoSuchBucket');
    expect((error as Error).message).toContain('Correct the bucket in TRAIL_LOCATION.');
  });
});
