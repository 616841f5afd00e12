/**
 * Which IAM actions the functions need, and why: those of the calls that they send, and those that
 * AWS takes with their roles. The tests compare this with the templates, docs/permissions.md shows it.
 */
import type { SdkCall } from './commands';

/** S3 names its actions after objects, not after calls (Service Authorization Reference, Amazon S3). */
const S3_ACTIONS: Record<string, string> = {
  ListObjectsV2: 's3:ListBucket',
  GetObject: 's3:GetObject',
  PutObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  UploadPart: 's3:PutObject',
  CompleteMultipartUpload: 's3:PutObject',
  AbortMultipartUpload: 's3:AbortMultipartUpload',
  DeleteObjects: 's3:DeleteObject',
};

/** Calls that anybody may send (STS API reference, GetCallerIdentity: "No permissions are required"). */
const FREE = new Set(['sts:GetCallerIdentity']);

/** The action that a call needs; null if none. @throws Error for an S3 call that is not known here */
export function actionOf({ client, operation }: SdkCall): string | null {
  if (FREE.has(`${client}:${operation}`)) return null;
  if (client !== 's3') return `${client}:${operation}`;
  const action = S3_ACTIONS[operation];
  if (action !== undefined) return action;
  throw new Error(`tools/permissions/actions.ts: which action does S3's ${operation} need?`);
}

export interface Needed {
  action: string;
  reason: string;
}

const LAMBDA_LOGS: readonly Needed[] = [
  { action: 'logs:CreateLogStream', reason: 'Lambda opens a log stream for each instance.' },
  { action: 'logs:PutLogEvents', reason: 'Lambda writes what the function logs.' },
];

/** A bucket with a key: S3 uses it in the name of who reads or writes. */
const KEY: readonly Needed[] = [
  { action: 'kms:GenerateDataKey', reason: 'S3 encrypts what is written, with KmsKeyArn only.' },
  {
    action: 'kms:Decrypt',
    reason: 'S3 decrypts what is read, with KmsKeyArn or TrailKeyArn only.',
  },
];

/**
 * What AWS does with a function's role while Athena runs its statements: of the actions that
 * AWS's managed policy AmazonAthenaFullAccess (v15) grants on Glue and S3, those that reading tables and
 * INSERT INTO call for.
 */
const ATHENA: readonly Needed[] = [
  { action: 'glue:GetTable', reason: 'Athena looks the tables of a statement up.' },
  { action: 'glue:GetPartitions', reason: 'Athena looks for the partitions of a statement.' },
  { action: 's3:ListBucket', reason: 'Athena lists the files of tables and trail.' },
  { action: 's3:GetObject', reason: 'Athena reads the files of tables and trail, and results.' },
  { action: 's3:PutObject', reason: 'Athena writes results, and the files of an INSERT INTO.' },
  { action: 'glue:GetDatabase', reason: 'Athena looks the database of a statement up.' },
  {
    action: 'glue:BatchGetPartition',
    reason: 'Athena reads the partitions that a statement needs, many at once.',
  },
  {
    action: 's3:GetBucketLocation',
    reason: 'Athena asks where the buckets of results, tables and trail lie.',
  },
  {
    action: 's3:ListBucketMultipartUploads',
    reason: 'Athena writes results and tables in parts, and looks for unfinished ones.',
  },
  { action: 's3:ListMultipartUploadParts', reason: 'The same: which parts have arrived.' },
  { action: 's3:AbortMultipartUpload', reason: 'The same: gives up what failed.' },
];

/** Lambda polls the queue of months with the function's role (Lambda guide, "Using Lambda with Amazon SQS"). */
const QUEUE: readonly Needed[] = [
  { action: 'sqs:ReceiveMessage', reason: 'Lambda takes messages that ask for a month.' },
  { action: 'sqs:DeleteMessage', reason: 'Lambda deletes a message when its month is done.' },
  { action: 'sqs:GetQueueAttributes', reason: 'Lambda asks how many messages wait.' },
];

/** The same, where the statements write. */
const INSERTS: readonly Needed[] = [
  { action: 's3:DeleteObject', reason: 'Athena clears up after an INSERT INTO that failed.' },
  {
    action: 'glue:BatchCreatePartition',
    reason: 'Athena registers the partition that an INSERT INTO wrote.',
  },
];

/** Stages with a function of their own. */
export type Deployed = 'history' | 'events' | 'exports' | 'report';

/** Files that send the calls of each function; a test compares them with its bundle. */
export const SENDERS: Record<Deployed, readonly string[]> = {
  history: [
    'src/aws/athena-history.ts',
    'src/aws/cloudtrail-events.ts',
    'src/aws/s3-files.ts',
    'src/aws/who-am-i.ts',
  ],
  events: [
    'src/aws/athena-engine.ts',
    'src/aws/athena-statement.ts',
    'src/aws/glue-calls.ts',
    'src/aws/s3-files.ts',
    'src/aws/s3-trail.ts',
  ],
  exports: [
    'src/aws/athena-engine.ts',
    'src/aws/athena-statement.ts',
    'src/aws/glue-calls.ts',
    'src/aws/s3-files.ts',
    'src/aws/s3-large-files.ts',
  ],
  report: [
    'src/aws/athena-engine.ts',
    'src/aws/athena-statement.ts',
    'src/aws/s3-files.ts',
    'src/aws/s3-links.ts',
    'src/aws/sns-notices.ts',
  ],
};

/** What AWS takes with the role of a function, beside the function's own calls. */
export const ON_BEHALF: Record<Deployed, readonly Needed[]> = {
  history: [...LAMBDA_LOGS, ...KEY],
  events: [...LAMBDA_LOGS, ...QUEUE, ...ATHENA, ...INSERTS, ...KEY],
  exports: [...LAMBDA_LOGS, ...ATHENA, ...KEY],
  report: [...LAMBDA_LOGS, ...ATHENA, ...KEY],
};

/** Calls that a bundle holds with the adapter it shares, and never sends: granting none makes sure. */
export const NEVER_SENT: Record<Deployed, readonly Needed[]> = {
  history: [{ action: 's3:DeleteObject', reason: 'The sweep deletes; the collector does not.' }],
  events: [],
  exports: [
    { action: 's3:DeleteObject', reason: 'The sweep deletes; an export does not.' },
    { action: 'glue:CreatePartition', reason: 'Builds publish; an export reads what they did.' },
    { action: 'glue:UpdatePartition', reason: 'The same.' },
    { action: 'glue:BatchDeletePartition', reason: 'The sweep forgets; an export does not.' },
  ],
  report: [{ action: 's3:DeleteObject', reason: 'The sweep deletes; the report does not.' }],
};
