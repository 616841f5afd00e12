/** The two stacks with words in place of what each deployment chooses. */
import { deployed } from './resolve';
import { readTemplate, type Resource } from './template';

const PLACE = { partition: 'PARTITION', region: 'REGION', account_id: 'ACCOUNT' };

const PARAMETERS = {
  OrganizationId: 'ORGANIZATION',
  TrailLocation: 's3://TRAIL_BUCKET/TRAIL_FOLDER/',
  TrailKeyArn: 'TRAIL_KEY',
  KmsKeyArn: 'LEDGER_KEY',
  LedgerKeyArn: 'LEDGER_KEY',
  LedgerBucketName: 'LEDGER_BUCKET',
  LookupEvents: 'true',
  AlarmTopicArn: 'arn:PARTITION:sns:REGION:ACCOUNT:ALARM_TOPIC',
};

/** `ledger-bucket` is what the bucket would be called in a stack of this name. */
const STACK = 'ledger';

/** A stack's resources, with every permission that any choice of parameters gives. */
export function shown(file: string): Record<string, Resource> {
  const resources = deployed(readTemplate(file), {
    ...PLACE,
    stack: STACK,
    parameters: PARAMETERS,
  });
  const text = JSON.stringify(resources).replaceAll(':::ledger-bucket', ':::LEDGER_BUCKET');
  return JSON.parse(text) as Record<string, Resource>;
}
