/** Views over the lake's tables: the proof that nothing is missing, and what security people ask of a trail. */
import { CLOUDTRAIL_EVENTS, column, type Column } from '../core/tables';
import accessDenied from './views/access_denied.sql';
import completeness from './views/completeness.sql';
import consoleLogins from './views/console_logins.sql';
import failedCalls from './views/failed_calls.sql';
import rootUse from './views/root_use.sql';
import securityGroupChanges from './views/security_group_changes.sql';
import silence from './views/silence.sql';

export interface View {
  readonly name: string;
  readonly purpose: string;
  /** Columns in order, as docs/tables.md describes them. */
  readonly definition: readonly Column[];
  /** Their names, for the reports that print them. */
  readonly columns: readonly string[];
  /** The SELECT that the view stands for, in Athena's dialect. */
  readonly sql: string;
}

const view = (name: string, purpose: string, sql: string, definition: readonly Column[]): View => ({
  name,
  purpose,
  sql,
  definition,
  columns: definition.map((one) => one.name),
});

const BUILT = 'the newest finished job `events`';
const counted = (name: string, meaning: string): Column => column(name, 'bigint', BUILT, meaning);

const TRAIL_COLUMNS = new Map(
  [...CLOUDTRAIL_EVENTS.columns, ...CLOUDTRAIL_EVENTS.partitions].map((one) => [one.name, one]),
);

/** Columns of `cloudtrail_events` as they are, by name, among those that a view makes of them. */
const ofTrail = (...columns: readonly (string | Column)[]): Column[] =>
  columns.map((one) => {
    const found = typeof one === 'string' ? TRAIL_COLUMNS.get(one) : one;
    if (found === undefined) throw new Error(`cloudtrail_events has no column ${String(one)}.`);
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
const SECURITY_VIEWS: readonly View[] = [
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

export const VIEWS: readonly View[] = [
  view(
    'completeness',
    'One row a day: what history and trail had, how it matched, and when it was built last.',
    completeness,
    [
      column('day', 'varchar', BUILT, 'UTC day, `YYYY-MM-DD`.'),
      counted('submissions', 'Queries that accepted calls of the day started, each counted once.'),
      counted('history_rows', 'Queries of the day in history, each counted once.'),
      counted('matched', 'Events with history and a call.'),
      counted(
        'history_only',
        'Events with history and no call; with `matched` they make `history_rows`.',
      ),
      counted('trail_only', 'Events with an accepted call and no history.'),
      counted('rejected', 'Events that are refused calls.'),
      counted('unidentified', 'Records that name neither a query nor a refusal; no events.'),
      counted('unreadable', 'Records delivered on the day whose time cannot be read.'),
      counted('running', 'Events whose query had not ended at its last collection.'),
      counted(
        'events',
        'All events: `matched`, `history_only`, `trail_only` and `rejected` together.',
      ),
      column('last_built_at', 'varchar', BUILT, 'When it finished: ISO-8601, UTC, milliseconds.'),
      column('run', 'varchar', BUILT, 'The run that it published.'),
    ],
  ),
  view(
    'silence',
    'Each account and region that the trail knows and from which no history came that day.',
    silence,
    [
      column('day', 'varchar', 'job `submissions`, `submissions`', 'UTC day, `YYYY-MM-DD`.'),
      column(
        'account_id',
        'varchar',
        'job `submissions`, `submissions`',
        'Account with log files or calls.',
      ),
      column('region', 'varchar', 'job `submissions`, `submissions`', 'Its region.'),
      column(
        'submissions',
        'bigint',
        '`submissions`',
        'Queries that accepted calls started there that day: so many are missing at least. 0 if it only had log files.',
      ),
    ],
  ),
  ...SECURITY_VIEWS,
];
