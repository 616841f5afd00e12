import { column, type Column, type ColumnType, type Table } from './column';
import { WHO } from './submissions';

const record = (field: string): string => `CloudTrail: ${field}`;

/** A field of the record as it is; empty text is null. */
const field = (name: string, of: string, meaning: string, type: ColumnType = 'varchar'): Column =>
  column(name, type, record(of), meaning);

/** What `userIdentity` says beside the columns of WHO: together they are all of it. */
const IDENTITY: readonly Column[] = [
  field('identity_account_id', 'userIdentity.accountId', 'Account of the caller.'),
  field('user_name', 'userIdentity.userName', 'Name of the user, if the caller is one.'),
  field('identity_provider', 'userIdentity.identityProvider', 'Provider of a federated identity.'),
  field('identity_store_arn', 'onBehalfOf.identityStoreArn', 'Identity store of that user.'),
  field('session_created', 'attributes.creationDate', 'When the session began: ISO-8601, UTC.'),
  field('issuer_type', 'sessionIssuer.type', 'What issued the session: `Role`, …'),
  field('issuer_principal_id', 'sessionIssuer.principalId', 'Unique id of what issued it.'),
  field('issuer_account_id', 'sessionIssuer.accountId', 'Account of what issued it.'),
  field('issuer_name', 'sessionIssuer.userName', 'Name of what issued it.'),
  field('issuer_arn', 'sessionIssuer.arn', 'ARN of what issued it.'),
  field('ec2_role_delivery', 'sessionContext.ec2RoleDelivery', 'How EC2 gave the credentials out.'),
];

const json = (name: string, of: string, meaning: string): Column =>
  field(name, of, `${meaning} JSON text, as CloudTrail wrote it.`);

const DETAILS: readonly Column[] = [
  json('request_parameters', 'requestParameters', 'The call’s parameters; null above 100 KB.'),
  json('response_elements', 'responseElements', 'The call’s answer; null above 100 KB.'),
  json('additional_event_data', 'additionalEventData', 'What the service added.'),
  json('resources', 'resources', 'What the call touched.'),
  json('service_event_details', 'serviceEventDetails', 'Details of a service’s own event.'),
  json('edge_device_details', 'edgeDeviceDetails', 'The edge device, if one.'),
  json('addendum', 'addendum', 'Why the record came late or again.'),
  field('tls_version', 'tlsDetails.tlsVersion', 'Version of TLS.'),
  field('tls_cipher_suite', 'tlsDetails.cipherSuite', 'Its ciphers.'),
  field('tls_host', 'tlsDetails.clientProvidedHostHeader', 'Name of the host that was called.'),
];

export const CLOUDTRAIL_EVENTS: Table = {
  name: 'cloudtrail_events',
  purpose: 'Every CloudTrail event of a month, of all accounts and regions, each once.',
  columns: [
    field('event_id', 'eventID', 'Id of the record; once in the month.'),
    field(
      'event_time',
      'eventTime',
      'When the call was made, UTC, to the second; null if unreadable.',
      'timestamp(3)',
    ),
    field('unreadable_time', 'eventTime', 'The time as the record has it, where it is unreadable.'),
    field('event_source', 'eventSource', 'Service that was called: `athena.amazonaws.com`, …'),
    field('event_name', 'eventName', 'Action that was called.'),
    column(
      'account_id',
      'varchar',
      record('recipientAccountId, else the folder'),
      'Account whose trail has the record; the caller’s may be another one.',
    ),
    column('region', 'varchar', record('awsRegion, else the folder'), 'Region that was called.'),
    ...WHO,
    ...IDENTITY,
    field('error_code', 'errorCode', 'Why the call failed; null if it did not.'),
    field('error_message', 'errorMessage', 'The same in words.'),
    field('read_only', 'readOnly', 'True if the action only reads.', 'boolean'),
    field('event_type', 'eventType', '`AwsApiCall`, `AwsConsoleSignIn`, `AwsServiceEvent`, …'),
    field('event_category', 'eventCategory', '`Management`, `Data`, …'),
    field('request_id', 'requestID', 'Id of the request.'),
    field('shared_event_id', 'sharedEventID', 'Same id in every account that received the event.'),
    field(
      'session_from_console',
      'sessionCredentialFromConsole',
      'True if the console’s session called; null if the record does not say.',
      'boolean',
    ),
    field('vpc_endpoint_account_id', 'vpcEndpointAccountId', 'Owner of the VPC endpoint.'),
    ...DETAILS,
    field('event_version', 'eventVersion', 'Version of the record’s format.'),
    field('api_version', 'apiVersion', 'Version of the service’s API.'),
    column(
      'delivered_day',
      'varchar',
      'the trail’s folder',
      'UTC day the record was delivered, `YYYY-MM-DD`.',
    ),
  ],
  partitions: [
    column('year', 'varchar', 'event_time', 'Year of the event in UTC, `YYYY`.'),
    column('month', 'varchar', 'event_time', 'Month of the event in UTC, `MM`.'),
  ],
};
