/** Columns of the figures that are not of events but of the whole trail; see figure-columns.ts. */

/** Kinds of columns. `sql` and `words` are texts that may hold what a query held. */
export type Kind = 'text' | 'sql' | 'words' | 'number' | 'flag';

/** Figures of `cloudtrail_events`, and the months of it that are built. */
export const TRAIL_COLUMNS = {
  trail_months: {
    trail_month: 'text',
    built_at: 'text',
  },
  logins: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    user: 'text',
    user_source: 'text',
    identity_type: 'text',
    source_ip: 'text',
    succeeded: 'flag',
    mfa_used: 'flag',
    logins: 'number',
    last_at: 'text',
  },
  security_groups: {
    day: 'text',
    submitted_at: 'text',
    account_id: 'text',
    region: 'text',
    user: 'text',
    security_group: 'text',
    change: 'text',
    direction: 'text',
    protocol: 'text',
    from_port: 'number',
    to_port: 'number',
    peer: 'text',
    is_open_to_all: 'flag',
    description: 'text',
    error_code: 'text',
    of_rows: 'number',
  },
  failing_calls: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    user: 'text',
    kind: 'text',
    event_source: 'text',
    event_name: 'text',
    error_code: 'text',
    calls: 'number',
    last_at: 'text',
  },
  root_calls: {
    day: 'text',
    account_id: 'text',
    region: 'text',
    event_source: 'text',
    event_name: 'text',
    source_ip: 'text',
    calls: 'number',
    with_access_key: 'number',
    without_mfa: 'number',
    failed: 'number',
    last_at: 'text',
    of_rows: 'number',
  },
} as const satisfies Record<string, Record<string, Kind>>;
