/**
 * What a call asks of IAM: which action, on which resources (Service Authorization Reference, tables
 * of Amazon Athena, AWS Glue and Amazon S3).
 */
import { deletedKeys, placeOf, type S3Call } from './s3';

export interface Asked {
  action: string;
  resource: string;
  /** Context keys that the service adds. */
  context: Record<string, string>;
}

/** Whose services these are. */
export interface Owner {
  account_id: string;
  region: string;
  /** Workgroup of the statements that are looked at by id. */
  workgroup?: string;
}

type Input = Partial<
  Record<'WorkGroup' | 'ResourceARN' | 'DatabaseName' | 'TableName' | 'Name', string>
>;

const asked = (action: string, resource: string, context = {}): Asked => ({
  action,
  resource,
  context,
});

function athena(operation: string, input: Input, owner: Owner): Asked[] {
  const action = `athena:${operation}`;
  if (operation === 'ListWorkGroups') return [asked(action, '*')];
  const { account_id, region, workgroup = 'primary' } = owner;
  const name = input.WorkGroup ?? workgroup;
  const arn = `arn:aws:athena:${region}:${account_id}:workgroup/${name}`;
  return [asked(action, input.ResourceARN ?? arn)];
}

/** A call on a table needs its action on the catalog and the database as well. */
function glue(operation: string, input: Input, { account_id, region }: Owner): Asked[] {
  const database = input.DatabaseName ?? '';
  const table = `${database}/${input.TableName ?? input.Name ?? ''}`;
  return ['catalog', `database/${database}`, `table/${table}`].map((what) =>
    asked(`glue:${operation}`, `arn:aws:glue:${region}:${account_id}:${what}`),
  );
}

/** Of `X-Amz-Target`, whose last two parts are service and operation. */
export function calledBy(target: string): { service: string; operation: string } {
  const [service = '', operation = ''] = target.split('.').slice(-2);
  return { service, operation };
}

export function askedOfJson(target: string, input: object, owner: Owner): Asked[] {
  const { service, operation } = calledBy(target);
  if (service.startsWith('CloudTrail')) return [asked(`cloudtrail:${operation}`, '*')];
  return (service.startsWith('AWSGlue') ? glue : athena)(operation, input, owner);
}

export function askedOfS3(call: S3Call): Asked[] {
  const { bucket, key } = placeOf(call);
  const arn = `arn:aws:s3:::${bucket}`;
  if (call.method === 'PUT') return [asked('s3:PutObject', `${arn}/${key}`)];
  if (call.method === 'POST')
    return deletedKeys(call.body).map((one) => asked('s3:DeleteObject', `${arn}/${one}`));
  if (key !== '') return [asked('s3:GetObject', `${arn}/${key}`)];
  const prefix = call.url.searchParams.get('prefix');
  return [asked('s3:ListBucket', arn, prefix === null ? {} : { 's3:prefix': prefix })];
}
