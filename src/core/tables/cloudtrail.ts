import { column, type ColumnType, type Table } from './column';

/**
 * The trail as AWS documents it for Athena (user guide, "Query AWS CloudTrail logs"), plus the
 * identity fields that newer records carry: `identityprovider`, `sourceidentity`.
 * The names in the files are camelCase; Hive's readers match them without regard to case. The
 * spelling in the file stands in `CLOUDTRAIL_FIELDS`, for readers that are strict.
 */
const IDENTITY: ColumnType = {
  row: [
    ['type', 'varchar'],
    ['principalId', 'varchar'],
    ['arn', 'varchar'],
    ['accountId', 'varchar'],
    ['invokedBy', 'varchar'],
    ['accessKeyId', 'varchar'],
    ['userName', 'varchar'],
    ['identityProvider', 'varchar'],
    [
      'onBehalfOf',
      {
        row: [
          ['userId', 'varchar'],
          ['identityStoreArn', 'varchar'],
        ],
      },
    ],
    [
      'sessionContext',
      {
        row: [
          [
            'attributes',
            {
              row: [
                ['mfaAuthenticated', 'varchar'],
                ['creationDate', 'varchar'],
              ],
            },
          ],
          [
            'sessionIssuer',
            {
              row: [
                ['type', 'varchar'],
                ['principalId', 'varchar'],
                ['arn', 'varchar'],
                ['accountId', 'varchar'],
                ['userName', 'varchar'],
              ],
            },
          ],
          ['ec2RoleDelivery', 'varchar'],
          ['sourceIdentity', 'varchar'],
          ['webIdFederationData', { row: [['federatedProvider', 'varchar']] }],
        ],
      },
    ],
  ],
};

const TLS: ColumnType = {
  row: [
    ['tlsVersion', 'varchar'],
    ['cipherSuite', 'varchar'],
    ['clientProvidedHostHeader', 'varchar'],
  ],
};

/** A record's fields as the files spell them. `json` says that the column holds JSON text. */
export const CLOUDTRAIL_FIELDS: readonly {
  field: string;
  type: ColumnType;
  json?: true;
  meaning: string;
}[] = [
  { field: 'eventVersion', type: 'varchar', meaning: 'Version of the record’s format.' },
  { field: 'userIdentity', type: IDENTITY, meaning: 'Who called.' },
  {
    field: 'eventTime',
    type: 'varchar',
    meaning: 'When the call was made: ISO-8601, UTC, seconds.',
  },
  { field: 'eventSource', type: 'varchar', meaning: 'Service that was called.' },
  { field: 'eventName', type: 'varchar', meaning: 'Action that was called.' },
  { field: 'awsRegion', type: 'varchar', meaning: 'Region that was called.' },
  {
    field: 'sourceIPAddress',
    type: 'varchar',
    meaning: 'Address of the caller, or the service that called.',
  },
  { field: 'userAgent', type: 'varchar', meaning: 'The caller’s own description of itself.' },
  { field: 'errorCode', type: 'varchar', meaning: 'Why the call was refused; null if it was not.' },
  { field: 'errorMessage', type: 'varchar', meaning: 'The refusal in words.' },
  {
    field: 'requestParameters',
    type: 'varchar',
    json: true,
    meaning: 'The call’s parameters; null when larger than 100 KB.',
  },
  {
    field: 'responseElements',
    type: 'varchar',
    json: true,
    meaning: 'The call’s answer; null when larger than 100 KB.',
  },
  { field: 'additionalEventData', type: 'varchar', json: true, meaning: 'What the service added.' },
  { field: 'requestID', type: 'varchar', meaning: 'Id of the request.' },
  { field: 'eventID', type: 'varchar', meaning: 'Id of the record.' },
  { field: 'readOnly', type: 'varchar', meaning: '`true` if the action only reads.' },
  { field: 'resources', type: 'varchar', json: true, meaning: 'What the call touched.' },
  { field: 'eventType', type: 'varchar', meaning: 'Kind of record, for example `AwsApiCall`.' },
  { field: 'apiVersion', type: 'varchar', meaning: 'Version of the service’s API.' },
  {
    field: 'recipientAccountId',
    type: 'varchar',
    meaning: 'Account whose trail this record is in.',
  },
  {
    field: 'serviceEventDetails',
    type: 'varchar',
    json: true,
    meaning: 'Details of a service’s own event.',
  },
  {
    field: 'sharedEventID',
    type: 'varchar',
    meaning: 'Same id in every account that received the event.',
  },
  { field: 'vpcEndpointId', type: 'varchar', meaning: 'VPC endpoint that the call came through.' },
  { field: 'vpcEndpointAccountId', type: 'varchar', meaning: 'Owner of that endpoint.' },
  { field: 'eventCategory', type: 'varchar', meaning: '`Management`, `Data`, …' },
  {
    field: 'addendum',
    type: 'varchar',
    json: true,
    meaning: 'Why a record was delivered late or again.',
  },
  {
    field: 'sessionCredentialFromConsole',
    type: 'varchar',
    meaning: '`true` if the console’s session called.',
  },
  { field: 'edgeDeviceDetails', type: 'varchar', json: true, meaning: 'The edge device, if one.' },
  { field: 'tlsDetails', type: TLS, meaning: 'The connection’s TLS.' },
];

export const CLOUDTRAIL: Table = {
  name: 'cloudtrail',
  purpose: 'The trail’s records as CloudTrail delivered them; read-only.',
  columns: CLOUDTRAIL_FIELDS.map(({ field, type, meaning }) =>
    column(field.toLowerCase(), type, `CloudTrail: ${field}`, meaning),
  ),
  partitions: [
    column(
      'account_id',
      'varchar',
      'the folder',
      'Account, 12 digits. On AWS a query must name it (`=` or `IN`).',
    ),
    column('region', 'varchar', 'the folder', 'Region. On AWS a query must name it (`=` or `IN`).'),
    column(
      'delivered_day',
      'varchar',
      'the folder',
      'Day the file was published: `yyyy/MM/dd`, as in the key.',
    ),
  ],
};
