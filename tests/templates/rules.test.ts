/** What holds of every template: names, data that stays, tags, partitions, schedules. */
import { readFileSync } from 'node:fs';
import { readTemplate, resourcesOf, TEMPLATES, type Resource } from './template';

const every = TEMPLATES.flatMap((file) =>
  Object.entries(readTemplate(file).Resources).map(([name, resource]) => ({
    file,
    name,
    type: resource.Type,
    resource,
  })),
);
const ofType = (...types: string[]) => every.filter(({ type }) => types.includes(type));

/** Properties that would name the resource for the whole account, or the whole world (buckets). */
const NAMING = [
  'AlarmName',
  'BucketName',
  'FunctionName',
  'LogGroupName',
  'ManagedPolicyName',
  'QueueName',
  'RoleName',
  'StateMachineName',
  'TopicName',
];

test.each(every)('$file: $name lets CloudFormation name it', ({ type, resource }) => {
  // A metric filter's LogGroupName says where it listens.
  if (type === 'AWS::Logs::MetricFilter') return;
  // An event source's FunctionName says whom it calls.
  if (type === 'AWS::Lambda::EventSourceMapping') return;
  expect(Object.keys(resource.Properties).filter((key) => NAMING.includes(key))).toEqual([]);
  if (type === 'AWS::Scheduler::Schedule') expect(resource.Properties).not.toHaveProperty('Name');
});

test('what needs a name takes it from the stack or a parameter: two stacks do not meet', () => {
  const [workgroup] = ofType('AWS::Athena::WorkGroup');
  expect(workgroup!.resource.Properties['Name']).toEqual({ Ref: 'AWS::StackName' });
  const [database] = ofType('AWS::Glue::Database');
  expect(database!.resource.Properties['DatabaseInput']).toMatchObject({
    Name: { Ref: 'DatabaseName' },
  });
});

test('IAM names nothing: one stack per region, and CAPABILITY_IAM is enough', () => {
  const named = ofType(
    'AWS::IAM::Role',
    'AWS::IAM::ManagedPolicy',
    'AWS::IAM::User',
    'AWS::IAM::Policy',
  );
  expect(named.map(({ type }) => type)).toEqual(named.map(() => 'AWS::IAM::Role'));
  expect(readFileSync('samconfig.toml', 'utf8')).not.toContain('NAMED_IAM');
});

test.each(TEMPLATES)('%s: no partition, account or region is written down', (file) => {
  const text = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/^ +(AllowedPattern|Description): |^ +#/.test(line))
    .join('\n');
  expect(text.match(/arn:aws[a-z-]*:.*/g)).toBeNull();
  expect(text.match(/\b\d{12}\b/g)).toBeNull();
  expect(text.match(/amazonaws\.com\.cn|[a-z0-9-]+\.amazonaws\.com\/|\bs3-[a-z]/g)).toBeNull();
  // Service principals are the same in all partitions, and so are CloudTrail's event sources in views.
  const hosts = text.match(/[a-z0-9.]+\.amazonaws\.com/g) ?? [];
  expect(
    hosts.filter((host) => !/^(lambda|states|scheduler|cloudwatch|signin|ec2)\./.test(host)),
  ).toEqual([]);
});

/** Without anything in it that could be lost: it reads the trail where it lies. */
const EMPTY = ['CloudTrailTable'];
const DATA = ['AWS::S3::Bucket', 'AWS::Glue::Database', 'AWS::Glue::Table'];

test.each(every)(
  '$file: $name stays if it holds data, and goes if not',
  ({ name, type, resource }) => {
    const stays = DATA.includes(type) && !EMPTY.includes(name);
    const { DeletionPolicy, UpdateReplacePolicy } = resource;
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual(
      stays ? { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' } : {},
    );
  },
);

/** CloudFormation has no Tags for these. */
const TAGLESS = [
  'AWS::Athena::NamedQuery',
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::Scheduler::Schedule',
];

test.each(every.filter(({ type }) => !TAGLESS.includes(type)))(
  '$file: $name is tagged',
  ({ type, resource }) => {
    expect(resource.Properties['Tags']).toEqual(
      type === 'AWS::Serverless::Function'
        ? { application: 'athena-ledger' }
        : [{ Key: 'application', Value: 'athena-ledger' }],
    );
  },
);

test.each(ofType('AWS::Serverless::Function'))(
  '$file: $name logs into a group that forgets',
  ({ file, resource }) => {
    const { LogGroup } = resource.Properties['LoggingConfig'] as { LogGroup: { Ref: string } };
    const group = resourcesOf(readTemplate(file), 'AWS::Logs::LogGroup')[LogGroup.Ref]!;
    expect(group.Properties['RetentionInDays']).toEqual({ Ref: 'LogRetentionDays' });
  },
);

test.each(ofType('AWS::IAM::Role'))('$file: $name may be bounded', ({ resource }) => {
  expect(resource.Properties['PermissionsBoundary']).toEqual({
    If: ['HasPermissionsBoundary', { Ref: 'PermissionsBoundaryArn' }, { Ref: 'AWS::NoValue' }],
  });
});

interface Target {
  Arn: { Ref: string };
  Input: string;
  DeadLetterConfig: { Arn: { GetAtt: string } };
}
const schedule = (file: string): Resource =>
  Object.values(resourcesOf(readTemplate(file), 'AWS::Scheduler::Schedule'))[0]!;

test('history is collected at 00:20 UTC, or 10 minutes past each hour', () => {
  const { Properties } = schedule('template-regional.yaml');
  expect(Properties['ScheduleExpression']).toEqual({
    If: ['Hourly', 'cron(10 * * * ? *)', 'cron(20 0 * * ? *)'],
  });
  expect(readTemplate('template-regional.yaml').Parameters['CollectWindow']!.Default).toBe('day');
});

test('who asked is looked up later than the history, and before the events are built', () => {
  const { LookupSchedule } = readTemplate('template-regional.yaml').Resources;
  expect(LookupSchedule!.Condition).toBe('LooksUp');
  expect(LookupSchedule!.Properties['ScheduleExpression']).toEqual({
    If: ['Hourly', 'cron(20 * * * ? *)', 'cron(30 0 * * ? *)'],
  });
});

test('events are built at 01:15 UTC', () => {
  const { Properties } = schedule('template-main.yaml');
  expect(Properties['ScheduleExpression']).toEqual({ Ref: 'ScheduleExpression' });
  const { Default } = readTemplate('template-main.yaml').Parameters['ScheduleExpression']!;
  expect(Default).toBe('cron(15 1 * * ? *)');
});

/** What a schedule asks for; the months know which one by the time of the schedule. */
const INPUTS: Record<string, object> = {
  HistorySchedule: {},
  LookupSchedule: { source: 'lookup' },
  EventsSchedule: {},
  HourlySchedule: { hourly: true },
  CompactSchedule: { month_before: '<aws.scheduler.scheduled-time>' },
};

test('by the hour events are built when the hour has been collected', () => {
  const { HourlySchedule } = readTemplate('template-main.yaml').Resources;
  expect(HourlySchedule!.Condition).toBe('Hourly');
  expect(HourlySchedule!.Properties['ScheduleExpression']).toBe('cron(40 * * * ? *)');
});

test('months are compacted on the 2nd at 03:30 UTC, if there is a trail and somebody wants it', () => {
  const { resource } = every.find(({ name }) => name === 'CompactSchedule')!;
  expect(resource).toMatchObject({
    Condition: 'HasTrail',
    Properties: {
      ScheduleExpression: 'cron(30 3 2 * ? *)',
      State: { Ref: 'CompactMonthly' },
    },
  });
  const { Default, AllowedValues } =
    readTemplate('template-main.yaml').Parameters['CompactMonthly']!;
  expect({ Default, AllowedValues }).toEqual({
    Default: 'DISABLED',
    AllowedValues: ['ENABLED', 'DISABLED'],
  });
});

test('messages that ask for a month are taken one a call, kept until it is done, and never lost', () => {
  const { Resources } = readTemplate('template-main.yaml');
  expect(Resources['CompactMessages']!.Properties).toMatchObject({
    EventSourceArn: { GetAtt: 'CompactQueue.Arn' },
    FunctionName: { Ref: 'EventsFunction' },
    BatchSize: 1,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  const { VisibilityTimeout, RedrivePolicy } = Resources['CompactQueue']!.Properties;
  const { Timeout } = Resources['EventsFunction']!.Properties;
  expect(Number(VisibilityTimeout)).toBeGreaterThan(Number(Timeout));
  expect(RedrivePolicy).toEqual({
    deadLetterTargetArn: { GetAtt: 'CompactFailedQueue.Arn' },
    maxReceiveCount: 20,
  });
});

test.each(ofType('AWS::Scheduler::Schedule'))(
  '$file: $name starts the state machine, on time, and says so if it cannot',
  ({ file, name, resource }) => {
    const { Resources } = readTemplate(file);
    expect(resource.Properties).toMatchObject({
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
    const target = resource.Properties['Target'] as Target;
    expect(JSON.parse(target.Input)).toEqual(INPUTS[name]);
    expect(Resources[target.Arn.Ref]!.Type).toBe('AWS::StepFunctions::StateMachine');
    const queue = target.DeadLetterConfig.Arn.GetAtt.replace('.Arn', '');
    expect(Resources[queue]!.Type).toBe('AWS::SQS::Queue');
  },
);
