/** Columns of the figures whose rows are findings. */
import { bytesColumn, countColumn, dimensionColumn, timeColumn, usdColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import type { Newcomer, Unused, Unusual } from './security-rows';

export const NEW_COLUMNS: readonly Column<Newcomer>[] = [
  dimensionColumn<Newcomer>('Person', 'user', 'user', ({ user }) => user, { view: 'people' }),
  { head: 'What is new', as: 'what', value: ({ what }) => what },
  { head: 'Address', as: 'source_ip', value: ({ source_ip }) => source_ip },
  { head: 'Application', as: 'client_app', value: ({ client_app }) => client_app },
  dimensionColumn<Newcomer>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
  countColumn<Newcomer>('Queries', 'queries', ({ queries }) => queries),
  countColumn<Newcomer>('Refused', 'refused', ({ refused }) => refused),
  timeColumn<Newcomer>('First', 'first_at', ({ first_at }) => first_at),
];

export const UNUSUAL_COLUMNS: readonly Column<Unusual>[] = [
  dimensionColumn<Unusual>('Person', 'user', 'user', ({ user }) => user, { view: 'people' }),
  { head: 'Day (UTC)', as: 'day', value: ({ day }) => day },
  bytesColumn<Unusual>('Read', 'data_scanned_bytes', ({ data_scanned }) => data_scanned),
  bytesColumn<Unusual>('Usual', 'usual_bytes', ({ usual_bytes }) => usual_bytes),
  {
    ...countColumn<Unusual>('Times the usual', 'times_usual', (row) => row.times_usual),
    show: ({ times_usual }) =>
      times_usual === null ? '–' : `${times_usual.toLocaleString('en-US')} ×`,
  },
  usdColumn<Unusual>('Cost', 'cost_usd', ({ cost_usd }) => cost_usd),
  countColumn<Unusual>('Queries', 'queries', ({ queries }) => queries),
];

export const UNUSED_COLUMNS: readonly Column<Unused>[] = [
  dimensionColumn<Unused>('Person', 'user', 'user', ({ user }) => user, { view: 'people' }),
  dimensionColumn<Unused>('Workgroup', 'workgroup', 'workgroup', ({ workgroup }) => workgroup),
  dimensionColumn<Unused>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
  { head: 'Last day', as: 'last_day', value: ({ day }) => day },
  countColumn<Unused>('Days unused', 'days_unused', ({ days_unused }) => days_unused),
  {
    head: 'Elsewhere',
    as: 'still_active',
    value: ({ still_active }) => (still_active ? 'active' : 'not active'),
  },
];
