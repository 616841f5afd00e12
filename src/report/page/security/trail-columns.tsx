/** Columns of the figures of the whole trail. */
import { countColumn, dimensionColumn, timeColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import type { FailingCall, GroupRule, Login, RootCall } from './trail-rows';

export const LOGIN_COLUMNS: readonly Column<Login>[] = [
  dimensionColumn<Login>('Person', 'user', 'user', ({ user }) => user),
  dimensionColumn<Login>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
  { head: 'Address', as: 'source_ip', value: ({ source_ip }) => source_ip },
  { head: 'Place', as: 'place', value: ({ place }) => place },
  countColumn<Login>('Sign-ins', 'logins', (row) => row.logins),
  countColumn<Login>('Not let in', 'failed', ({ failed }) => failed),
  countColumn<Login>('No second factor', 'without_mfa', ({ without_mfa }) => without_mfa),
  timeColumn<Login>('Last', 'last_at', ({ last_at }) => last_at),
];

export const RULE_COLUMNS: readonly Column<GroupRule>[] = [
  timeColumn<GroupRule>('When', 'event_time', ({ at }) => at),
  {
    head: 'Change',
    as: 'change',
    value: ({ change, error_code }) => (error_code === null ? change : `${change ?? ''} (refused)`),
  },
  { head: 'Security group', as: 'security_group', value: ({ security_group }) => security_group },
  { head: 'Way', as: 'direction', value: ({ direction }) => direction },
  { head: 'Ports', as: 'ports', value: (row) => row.ports },
  {
    head: 'For',
    as: 'peer',
    value: ({ peer }) => peer,
    show: ({ peer, is_open_to_all }) => (
      <>
        {peer ?? '–'} {is_open_to_all && <span class="warn nowrap">everybody</span>}
      </>
    ),
  },
  dimensionColumn<GroupRule>('Person', 'user', 'user', ({ user }) => user),
  dimensionColumn<GroupRule>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
];

export const FAILING_COLUMNS: readonly Column<FailingCall>[] = [
  { head: 'Action', as: 'action', kind: 'wide', value: ({ action }) => action },
  { head: 'Error', as: 'error_code', value: ({ error_code }) => error_code },
  { head: 'Kind', as: 'kind', value: ({ kind }) => kind },
  countColumn<FailingCall>('Calls', 'calls', ({ calls }) => calls),
  countColumn<FailingCall>('People', 'people', ({ people }) => people.size),
  timeColumn<FailingCall>('Last', 'last_at', ({ last_at }) => last_at),
];

export const ROOT_COLUMNS: readonly Column<RootCall>[] = [
  dimensionColumn<RootCall>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
  { head: 'Action', as: 'action', kind: 'wide', value: ({ action }) => action },
  { head: 'Address', as: 'source_ip', value: ({ source_ip }) => source_ip },
  { head: 'Place', as: 'place', value: ({ place }) => place },
  countColumn<RootCall>('Calls', 'calls', ({ calls }) => calls),
  countColumn<RootCall>('With a key', 'with_access_key', (row) => row.with_access_key),
  countColumn<RootCall>('No second factor', 'without_mfa', ({ without_mfa }) => without_mfa),
  timeColumn<RootCall>('Last', 'last_at', ({ last_at }) => last_at),
];
