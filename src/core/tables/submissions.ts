import { column, type Column, type Table } from './column';

const record = (field: string): string => `CloudTrail: ${field}`;

/** Who asked: the same columns in `submissions` and `events`. */
export const WHO: readonly Column[] = [
  column(
    'user',
    'varchar',
    'the rule in user_source',
    'The person, service or role that asked; null if the trail does not say.',
  ),
  column(
    'user_source',
    'varchar',
    'the first rule that applies',
    '`source_identity`, `sso_session`, `identity_center`, `federated`, `session_name`, `iam_user`, `role_name`, `root`, `service` or `account`.',
  ),
  column(
    'identity_type',
    'varchar',
    record('userIdentity.type'),
    'CloudTrail’s kind of caller: `AssumedRole`, `IAMUser`, `Root`, …',
  ),
  column(
    'principal_id',
    'varchar',
    record('userIdentity.principalId'),
    'Unique id of the principal, with the session after `:`.',
  ),
  column('principal_arn', 'varchar', record('userIdentity.arn'), 'ARN of the caller.'),
  column(
    'role_name',
    'varchar',
    record('sessionIssuer.userName, else the ARN'),
    'Role that was assumed; null if none.',
  ),
  column(
    'role_arn',
    'varchar',
    record('sessionIssuer.arn'),
    'ARN of that role; null if the record does not name it.',
  ),
  column(
    'session_name',
    'varchar',
    record('userIdentity.arn, else principalId'),
    'Name of the role’s session.',
  ),
  column(
    'source_identity',
    'varchar',
    record('sessionContext.sourceIdentity'),
    'Identity set when the role was assumed.',
  ),
  column(
    'identity_center_user_id',
    'varchar',
    record('onBehalfOf.userId'),
    'IAM Identity Center user.',
  ),
  column(
    'federated_provider',
    'varchar',
    record('webIdFederationData.federatedProvider, else identityProvider'),
    'Identity provider of a federated call.',
  ),
  column(
    'invoked_by',
    'varchar',
    record('userIdentity.invokedBy'),
    'AWS service that called for the user.',
  ),
  column(
    'access_key_id',
    'varchar',
    record('userIdentity.accessKeyId'),
    'Access key id (never the secret).',
  ),
  column(
    'mfa_authenticated',
    'boolean',
    record('sessionContext.attributes.mfaAuthenticated'),
    'True with a second factor; null if the record does not say.',
  ),
  column(
    'source_ip',
    'varchar',
    record('sourceIPAddress'),
    'Address of the caller, or the service’s name.',
  ),
  column('user_agent', 'varchar', record('userAgent'), 'The caller’s description of itself.'),
  column(
    'vpc_endpoint_id',
    'varchar',
    record('vpcEndpointId'),
    'VPC endpoint that the call came through.',
  ),
  column(
    'client_app',
    'varchar',
    'user_agent',
    'Application: `browser`, else the first product of the user agent (`Boto3`, `aws-cli`, …).',
  ),
];

export const SUBMISSIONS: Table = {
  name: 'submissions',
  purpose: 'Every StartQueryExecution record found under one delivered day, duplicates included.',
  columns: [
    column(
      'event_id',
      'varchar',
      record('eventID'),
      'Id of the record. The same one may be there more than once: CloudTrail may deliver a record again.',
    ),
    column('request_id', 'varchar', record('requestID'), 'Id of the request.'),
    column(
      'query_execution_id',
      'varchar',
      record('responseElements.queryExecutionId'),
      'The query that the call started; null if it was refused or CloudTrail left the answer out.',
    ),
    column(
      'outcome',
      'varchar',
      'the record',
      '`accepted`, `refused`, `unidentified` (neither a query nor a refusal) or `unreadable` (its time is).',
    ),
    column(
      'day',
      'varchar',
      record('eventTime'),
      'UTC day of the call; the delivered day if the time is unreadable.',
    ),
    column('event_time', 'varchar', record('eventTime'), 'The time as the record has it.'),
    column(
      'submitted_at',
      'timestamp(3)',
      record('eventTime'),
      'When the call was made, UTC, to the second; null if unreadable.',
    ),
    column(
      'account_id',
      'varchar',
      record('recipientAccountId, else the folder'),
      'Account that was called; the caller’s may be another one.',
    ),
    column('region', 'varchar', record('awsRegion, else the folder'), 'Region that was called.'),
    column(
      'workgroup',
      'varchar',
      record('requestParameters.workGroup'),
      'Workgroup that was named; null if none.',
    ),
    column(
      'catalog',
      'varchar',
      record('requestParameters.queryExecutionContext.catalog'),
      'Catalog that was named.',
    ),
    column(
      'database_name',
      'varchar',
      record('requestParameters.queryExecutionContext.database'),
      'Database that was named.',
    ),
    column(
      'query',
      'varchar',
      record('requestParameters.queryString'),
      'The SQL, in trails from before AWS omitted it; else null.',
    ),
    column(
      'client_request_token',
      'varchar',
      record('requestParameters.clientRequestToken'),
      'The caller’s own token.',
    ),
    column('error_code', 'varchar', record('errorCode'), 'Why the call was refused.'),
    column('error_message', 'varchar', record('errorMessage'), 'The refusal in words.'),
    ...WHO,
  ],
  partitions: [
    column(
      'delivered_day',
      'varchar',
      'the trail’s folder',
      'UTC day the record was delivered, `YYYY-MM-DD`.',
    ),
  ],
};
