/** The names and ARNs that CloudFormation would give a stack's resources. */
import type { Json, JsonObject, Resource } from './template';

/** Where a stack is deployed. */
export interface Place {
  partition: string;
  region: string;
  account_id: string;
  stack: string;
}

/** Properties by which a resource is named; without one CloudFormation makes a name up. */
const NAME_PROPERTIES = [
  'BucketName',
  'FunctionName',
  'RoleName',
  'LogGroupName',
  'QueueName',
  'StateMachineName',
  'TopicName',
  'Name',
];

/** Service and resource part of the ARN, by type (Service Authorization Reference). */
const ARN_OF: Record<string, (name: string) => readonly [service: string, resource: string]> = {
  'AWS::Lambda::Function': (name) => ['lambda', `function:${name}`],
  'AWS::Serverless::Function': (name) => ['lambda', `function:${name}`],
  'AWS::StepFunctions::StateMachine': (name) => ['states', `stateMachine:${name}`],
  'AWS::Serverless::StateMachine': (name) => ['states', `stateMachine:${name}`],
  'AWS::Logs::LogGroup': (name) => ['logs', `log-group:${name}:*`],
  'AWS::SQS::Queue': (name) => ['sqs', name],
  'AWS::SNS::Topic': (name) => ['sns', name],
  'AWS::KMS::Key': (name) => ['kms', `key/${name}`],
  'AWS::Scheduler::ScheduleGroup': (name) => ['scheduler', `schedule-group/${name}`],
  'AWS::CloudWatch::Alarm': (name) => ['cloudwatch', `alarm:${name}`],
};

/** Types whose `Ref` is the ARN, not the name (CloudFormation template reference, return values). */
const REF_IS_ARN = new Set([
  'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::StateMachine',
  'AWS::SNS::Topic',
]);

/** @param given the resource's name property, resolved, if it has one */
function arnOf(type: string, name: string, place: Place): string {
  const { partition, region, account_id } = place;
  if (type === 'AWS::S3::Bucket') return `arn:${partition}:s3:::${name}`;
  if (type === 'AWS::IAM::Role') return `arn:${partition}:iam::${account_id}:role/${name}`;
  const parts = ARN_OF[type];
  if (!parts) throw new Error(`tools/permissions/names.ts does not know the ARN of a ${type}.`);
  const [service, rest] = parts(name);
  return `arn:${partition}:${service}:${region}:${account_id}:${rest}`;
}

/** Types that are named inside of another property. */
const NAMED_WITHIN: Record<string, string> = {
  'AWS::Glue::Database': 'DatabaseInput',
  'AWS::Glue::Table': 'TableInput',
};

/** What a resource is named by, unresolved; undefined if CloudFormation makes its name up. */
export function givenNameOf({ Type, Properties }: Resource): Json | undefined {
  const within = NAMED_WITHIN[Type];
  if (within !== undefined) return (Properties[within] as JsonObject | undefined)?.['Name'];
  const property = NAME_PROPERTIES.find((name) => name in Properties);
  return property === undefined ? undefined : Properties[property];
}

/** What `Ref` of a resource gives. */
export const refOf = (type: string, name: string, place: Place): string =>
  REF_IS_ARN.has(type) ? arnOf(type, name, place) : name;

/** What `Fn::GetAtt` of a resource gives; only what templates ask for. */
export function attributeOf(type: string, attribute: string, name: string, place: Place): string {
  if (attribute === 'Arn' || attribute === 'TopicArn') return arnOf(type, name, place);
  if (attribute.endsWith('Name')) return name;
  if (attribute === 'RegionalDomainName') return `${name}.s3.${place.region}.amazonaws.com`;
  throw new Error(`tools/permissions/names.ts does not know ${attribute} of a ${type}.`);
}
