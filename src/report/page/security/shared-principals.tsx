/** Roles and users from which several applications call. */
import type { VNode } from 'preact';
import { collect, later } from '../data/collect';
import { useSelected } from '../data/context';
import { listed } from '../data/format';
import type { Selection } from '../data/select';
import { countColumn, timeColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';

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

export const SharedPrincipals = (): VNode => (
  <TableFigure
    title="Shared by several applications"
    note="Roles and users from which more than one application called. Nobody can tell these callers apart, and none can be shut out alone."
    from={['callers']}
    columns={SHARED_COLUMNS}
    rows={useSelected(sharedPrincipals)}
    keyOf={({ principal }) => principal}
    order={{ head: 'Queries', down: true }}
    empty="Each role and user was called by one application only."
  />
);
