/** Who calls in a way that somebody should look at: from the events alone. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { FigureName } from '../../model';
import { bytesColumn, countColumn, dimensionColumn, timeColumn, usdColumn } from '../parts/cells';
import { collect, later } from '../data/collect';
import { useReport } from '../data/context';
import { FigureFrame } from '../parts/figure';
import { counted, listed } from '../data/format';
import {
  newcomers,
  unused,
  unusual,
  type Listed,
  type Newcomer,
  type Unused,
  type Unusual,
} from './security-rows';
import { Root } from './root';
import { Table, type Column } from '../parts/table';
import type { Selection } from '../data/select';
import { TrailFigures } from './trail-figures';

interface Shared {
  principal: string;
  users: Set<string>;
  apps: Set<string>;
  addresses: Set<string>;
  queries: number;
  last_at: string | null;
}

/** People who sign in as themselves may use what they like. */
const PERSONAL = new Set(['sso_session', 'source_identity', 'identity_center']);

function sharedPrincipals(selection: Selection): Shared[] {
  const callers = selection.data.figure('callers');
  const found = collect(
    selection,
    callers,
    (row) =>
      PERSONAL.has(callers.text('user_source', row) ?? '') ? null : callers.text('principal', row),
    (_row, principal): Shared => ({
      principal,
      users: new Set(),
      apps: new Set(),
      addresses: new Set(),
      queries: 0,
      last_at: null,
    }),
    (shared, row) => {
      const [app, address] = [callers.text('client_app', row), callers.text('source_ip', row)];
      if (app !== null) shared.apps.add(app);
      if (address !== null) shared.addresses.add(address);
      shared.users.add(callers.text('user', row) ?? '');
      shared.queries += callers.number('queries', row) ?? 0;
      shared.last_at = later(shared.last_at, callers.text('last_at', row));
    },
  );
  return found.filter(({ apps }) => apps.size > 1);
}

const SHARED_COLUMNS: readonly Column<Shared>[] = [
  { head: 'Role or user', as: 'principal', kind: 'wide', value: ({ principal }) => principal },
  {
    head: 'Applications',
    as: 'applications',
    value: ({ apps }) => [...apps].sort().join(', '),
    show: ({ apps }) => `${apps.size}: ${listed([...apps].sort(), 5)}`,
  },
  countColumn<Shared>('Addresses', 'addresses', ({ addresses }) => addresses.size),
  countColumn<Shared>('Queries', 'queries', ({ queries }) => queries),
  timeColumn<Shared>('Last', 'last_at', ({ last_at }) => last_at),
];

const NEW_COLUMNS: readonly Column<Newcomer>[] = [
  dimensionColumn<Newcomer>('Person', 'user', 'user', ({ user }) => user, { view: 'people' }),
  { head: 'What is new', as: 'what', value: ({ what }) => what },
  { head: 'Address', as: 'source_ip', value: ({ source_ip }) => source_ip },
  { head: 'Application', as: 'client_app', value: ({ client_app }) => client_app },
  dimensionColumn<Newcomer>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
  countColumn<Newcomer>('Queries', 'queries', ({ queries }) => queries),
  countColumn<Newcomer>('Refused', 'refused', ({ refused }) => refused),
  timeColumn<Newcomer>('First', 'first_at', ({ first_at }) => first_at),
];

const UNUSUAL_COLUMNS: readonly Column<Unusual>[] = [
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

const UNUSED_COLUMNS: readonly Column<Unused>[] = [
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

function SharedPrincipals(): VNode {
  const { selection } = useReport();
  const rows = useMemo(() => sharedPrincipals(selection), [selection]);
  return (
    <FigureFrame
      title="Shared by several applications"
      note="Roles and users from which more than one application called. Nobody can tell these callers apart, and none can be shut out alone."
      from={['callers']}
    >
      <Table
        name="Shared by several applications"
        columns={SHARED_COLUMNS}
        rows={rows}
        keyOf={({ principal }) => principal}
        order={{ head: 'Queries', down: true }}
        empty="Each role and user was called by one application only."
      />
    </FigureFrame>
  );
}

interface ListProps<T extends { key: string }> {
  title: string;
  note: string;
  from: FigureName;
  read: (selection: Selection) => Listed<T>;
  columns: readonly Column<T>[];
  order: string;
  empty: string;
}

/** A figure whose rows are the table's. */
function List<T extends { key: string }>(props: ListProps<T>): VNode {
  const { selection } = useReport();
  const { read, title } = props;
  const { rows, of } = useMemo(() => read(selection), [selection, read]);
  return (
    <FigureFrame
      title={title}
      note={props.note}
      from={[props.from]}
      left_out={of > rows.length ? `Of ${counted(of, 'row')} this report holds the first.` : null}
    >
      <Table
        name={title}
        columns={props.columns}
        rows={rows}
        keyOf={({ key }) => key}
        order={{ head: props.order, down: true }}
        empty={props.empty}
      />
    </FigureFrame>
  );
}

export const Security = (): VNode => (
  <>
    <Root />
    <List
      title="New people, addresses and applications"
      note="First seen in the newest seven days of this report, and not in the 90 before. A known machine role at a new address with another application is what stolen credentials look like."
      from="newcomers"
      read={newcomers}
      columns={NEW_COLUMNS}
      order="First (UTC)"
      empty="Nobody and nothing is new, or the lake has no day from before to compare with."
    />
    <List
      title="Far above their own usual"
      note="Days on which somebody read more than three times, and three standard deviations above, the mean of their own 28 days before; from 10 GiB."
      from="unusual"
      read={unusual}
      columns={UNUSUAL_COLUMNS}
      order="Times the usual"
      empty="No day stands out, or there are too few days before to compare with."
    />
    <SharedPrincipals />
    <List
      title="Access no longer used"
      note="Permissions that can be taken back: workgroups that somebody used in the 90 days before, and not in the newest seven."
      from="unused"
      read={unused}
      columns={UNUSED_COLUMNS}
      order="Days unused"
      empty="Every workgroup that somebody used is still in use by them."
    />
    <TrailFigures />
  </>
);
