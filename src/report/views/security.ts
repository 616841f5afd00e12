/** What security people ask of a trail: views over `cloudtrail_events`. */
import { CLOUDTRAIL_EVENTS, column, type Column } from '../../core/tables';
import accessDenied from './access_denied.sql';
import consoleLogins from './console_logins.sql';
import failedCalls from './failed_calls.sql';
import rootUse from './root_use.sql';
import securityGroupChanges from './security_group_changes.sql';
import { view, type View } from './view';

const TRAIL_COLUMNS = new Map(
  [...CLOUDTRAIL_EVENTS.columns, ...CLOUDTRAIL_EVENTS.partitions].map((one) => [one.name, one]),
);

/** Columns of `cloudtrail_events` as they are, by name, among those that a view makes of them. */
const ofTrail = (...columns: readonly (string | Column)[]): Column[] =>
  columns.map((one) => {
    if (typeof one !== 'string') return one;
    const found = TRAIL_COLUMNS.get(one);
    if (found === undefined) throw new Error(`cloudtrail_events has no column ${one}.`);
    return found;
  });

const REQUEST = 'CloudTrail: requestParameters';
const FAILED = [
  'error_code',
  'error_message',
  'user',
  'user_source',
  'principal_arn',
  'role_name',
  'access_key_id',
  'source_ip',
  'client_app',
  'read_only',
  'event_id',
  'year',
  'month',
];
const CALL = ['event_time', 'account_id', 'region', 'event_source', 'event_name'];

/** Over `cloudtrail_events`: name year and month when asking on AWS. */
export const SECURITY_VIEWS: readonly View[] = [
  view(
    'console_logins',
    'Sign-ins to the console, successful or not.',
    consoleLogins,
    ofTrail(
      'event_time',
      'account_id',
      'region',
      'user',
      'user_source',
      'identity_type',
      'principal_arn',
      'source_ip',
      column(
        'succeeded',
        'boolean',
        'CloudTrail: responseElements.ConsoleLogin',
        'True if the sign-in was let in.',
      ),
      column(
        'mfa_used',
        'boolean',
        'CloudTrail: additionalEventData.MFAUsed',
        'True with a second factor of AWS’s own; a federated provider’s is not seen.',
      ),
      column(
        'mfa_device',
        'varchar',
        'CloudTrail: additionalEventData.MFAIdentifier',
        'ARN of the device.',
      ),
      column('login_to', 'varchar', 'CloudTrail: additionalEventData.LoginTo', 'Page asked for.'),
      'error_message',
      'user_agent',
      'event_id',
      'year',
      'month',
    ),
  ),
  view(
    'security_group_changes',
    'Each rule that a call added to a security group, took from it or changed.',
    securityGroupChanges,
    ofTrail(
      'event_time',
      'account_id',
      'region',
      'user',
      'user_source',
      'principal_arn',
      'source_ip',
      'event_name',
      column('change', 'varchar', 'event_name', '`added`, `removed` or `changed`.'),
      column(
        'direction',
        'varchar',
        'event_name',
        '`ingress` or `egress`; null for changed rules, whose call does not say.',
      ),
      column('security_group', 'varchar', REQUEST, 'Group, by id; by name if the call did so.'),
      column('rule_id', 'varchar', REQUEST, 'Id of the rule, if the call named it.'),
      column('protocol', 'varchar', REQUEST, 'Protocol; `-1` is all of them.'),
      column('from_port', 'bigint', REQUEST, 'First port, or ICMP type; null if none was named.'),
      column('to_port', 'bigint', REQUEST, 'Last port, or ICMP code; null if none was named.'),
      column(
        'peer_type',
        'varchar',
        REQUEST,
        '`ipv4`, `ipv6`, `prefix_list` or `group`; null if the call named the rule by its id.',
      ),
      column('peer', 'varchar', REQUEST, 'Whom the rule is for: range, prefix list or group.'),
      column('description', 'varchar', REQUEST, 'Description of the rule.'),
      'error_code',
      'event_id',
      'year',
      'month',
    ),
  ),
  view(
    'failed_calls',
    'Calls that a service did not carry out.',
    failedCalls,
    ofTrail(
      ...CALL,
      column('kind', 'varchar', 'error_code', '`denied`, `throttled` or `other`.'),
      ...FAILED,
    ),
  ),
  view(
    'access_denied',
    'Calls that the caller was not allowed to make.',
    accessDenied,
    ofTrail(...CALL, ...FAILED),
  ),
  view(
    'root_use',
    'What root users did themselves, in every account.',
    rootUse,
    ofTrail(
      ...CALL,
      'read_only',
      'mfa_authenticated',
      'access_key_id',
      'source_ip',
      'user_agent',
      'error_code',
      'event_id',
      'year',
      'month',
    ),
  ),
];
