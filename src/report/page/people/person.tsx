/** One person: what they run, when, where, from where, and how they were recognised. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { bytesColumn, countColumn, dimensionColumn, timeColumn, usdColumn } from '../parts/cells';
import { collect, keyed, later } from '../data/collect';
import { linkTo, useReport } from '../data/context';
import { CostOverTime } from '../overview/cost-over-time';
import { FigureFrame } from '../parts/figure';
import { listed } from '../data/format';
import { Headline } from '../overview/headline';
import { Hours } from './hours';
import { label, SOURCE_WORDS } from '../data/names';
import { QueryTable } from '../queries/query-table';
import { groups, plus, type Group, type Selection } from '../data/select';
import { Table, type Column } from '../parts/table';
import { FailureTable } from '../trouble/failures';

interface Identity {
  key: string;
  source: string | null;
  type: string | null;
  principal: string | null;
  access_key: string | null;
  mfa: string;
  queries: number;
  last_at: string | null;
}

const MFA = ['no', 'yes'];

function identities(selection: Selection): Identity[] {
  const callers = selection.data.figure('callers');
  const mfaOf = (row: number): string => MFA[callers.number('mfa_authenticated', row) ?? -1] ?? '–';
  const texts = ['user_source', 'identity_type', 'principal', 'access_key'] as const;
  return collect(
    selection,
    callers,
    (row) => keyed(...texts.map((name) => callers.text(name, row)), mfaOf(row)),
    (row, key): Identity => ({
      key,
      source: callers.text('user_source', row),
      type: callers.text('identity_type', row),
      principal: callers.text('principal', row),
      access_key: callers.text('access_key', row),
      mfa: mfaOf(row),
      queries: 0,
      last_at: null,
    }),
    (identity, row) => {
      identity.queries += callers.number('queries', row) ?? 0;
      identity.last_at = later(identity.last_at, callers.text('last_at', row));
    },
  );
}

const IDENTITY_COLUMNS: readonly Column<Identity>[] = [
  {
    head: 'Recognised by',
    as: 'user_source',
    value: ({ source }) => source,
    show: ({ source }) => SOURCE_WORDS[source ?? ''] ?? source ?? '–',
    exact: ({ source }) => source ?? 'unknown',
  },
  { head: 'Kind of caller', as: 'identity_type', value: ({ type }) => type },
  { head: 'Role or principal', as: 'principal', kind: 'wide', value: ({ principal }) => principal },
  { head: 'Access key', as: 'access_key_shortened', value: ({ access_key }) => access_key },
  { head: 'Second factor', as: 'mfa_authenticated', value: ({ mfa }) => mfa },
  countColumn<Identity>('Queries', 'queries', ({ queries }) => queries),
  timeColumn<Identity>('Last', 'last_at', ({ last_at }) => last_at),
];

interface Address {
  key: string;
  source_ip: string | null;
  client_app: string | null;
  queries: number;
  refused: number;
  data_scanned: number | null;
  last_at: string | null;
}

function addresses(selection: Selection): Address[] {
  const callers = selection.data.figure('callers');
  return collect(
    selection,
    callers,
    (row) => keyed(callers.text('source_ip', row), callers.text('client_app', row)),
    (row, key): Address => ({
      key,
      source_ip: callers.text('source_ip', row),
      client_app: callers.text('client_app', row),
      queries: 0,
      refused: 0,
      data_scanned: null,
      last_at: null,
    }),
    (address, row) => {
      address.queries += callers.number('queries', row) ?? 0;
      address.refused += callers.number('refused', row) ?? 0;
      address.data_scanned = plus(address.data_scanned, callers.number('data_scanned', row));
      address.last_at = later(address.last_at, callers.text('last_at', row));
    },
  );
}

const ADDRESS_COLUMNS: readonly Column<Address>[] = [
  { head: 'Address', as: 'source_ip', value: ({ source_ip }) => source_ip },
  { head: 'Application', as: 'client_app', value: ({ client_app }) => client_app },
  countColumn<Address>('Queries', 'queries', ({ queries }) => queries),
  countColumn<Address>('Refused', 'refused', ({ refused }) => refused),
  bytesColumn<Address>('Read', 'data_scanned_bytes', ({ data_scanned }) => data_scanned),
  timeColumn<Address>('Last', 'last_at', ({ last_at }) => last_at),
];

const WORKGROUP_COLUMNS: readonly Column<Group>[] = [
  dimensionColumn<Group>('Workgroup', 'workgroup', 'workgroup', ({ name }) => name),
  usdColumn<Group>('Cost', 'cost_usd', ({ sums }) => sums.cost_usd),
  bytesColumn<Group>('Read', 'data_scanned_bytes', ({ sums }) => sums.data_scanned),
  countColumn<Group>('Queries', 'queries', ({ sums }) => sums.queries),
  countColumn<Group>(
    'Failed',
    'failed_cancelled_refused',
    ({ sums }) => sums.failed + sums.cancelled + sums.refused,
  ),
];

const NO_DETAILS =
  'This report has no details of this person: it holds them of those who cost most. Ask the table events.';

function Who({ name }: { name: string }): VNode {
  const { selection, state } = useReport();
  const who = useMemo(() => identities(selection), [selection]);
  const { user: _user, ...filter } = state.filter;
  const sources = [...new Set(who.map(({ source }) => SOURCE_WORDS[source ?? ''] ?? source ?? ''))];
  return (
    <div class="person">
      <a href={linkTo(state, { filter })}>← Everybody</a>
      <h2 class="person-name">
        <bdi>{label('user', name)}</bdi>
      </h2>
      {sources.length > 0 && <p class="quiet">Known by: {listed(sources)}</p>}
    </div>
  );
}

function Workgroups(): VNode {
  const { selection } = useReport();
  const rows = useMemo(() => groups(selection, 'workgroup'), [selection]);
  return (
    <FigureFrame title="Workgroups" from={['usage']}>
      <Table
        name="Workgroups"
        columns={WORKGROUP_COLUMNS}
        rows={rows}
        keyOf={(group) => group.name}
        order={{ head: 'Cost', down: true }}
        empty="Nothing ran in this period."
      />
    </FigureFrame>
  );
}

function Identities(): VNode {
  const { selection } = useReport();
  const rows = useMemo(() => identities(selection), [selection]);
  return (
    <FigureFrame
      title="Identities"
      note="How they were recognised: the rule that named them, and the identity behind it."
      from={['callers']}
    >
      <Table
        name="Identities"
        columns={IDENTITY_COLUMNS}
        rows={rows}
        keyOf={({ key }) => key}
        order={{ head: 'Queries', down: true }}
        empty={NO_DETAILS}
      />
    </FigureFrame>
  );
}

function Addresses(): VNode {
  const { selection } = useReport();
  const rows = useMemo(() => addresses(selection), [selection]);
  return (
    <FigureFrame title="Addresses and applications" from={['callers']}>
      <Table
        name="Addresses and applications"
        columns={ADDRESS_COLUMNS}
        rows={rows}
        keyOf={({ key }) => key}
        order={{ head: 'Queries', down: true }}
        empty={NO_DETAILS}
      />
    </FigureFrame>
  );
}

export const Person = ({ name }: { name: string }): VNode => (
  <>
    <Who name={name} />
    <Headline />
    <CostOverTime />
    <div class="two">
      <Workgroups />
      <Hours />
    </div>
    <Identities />
    <Addresses />
    <QueryTable
      title="Their dearest queries"
      few={10}
      empty="This report holds no single query of theirs in this period."
    />
    <FailureTable title="Their failures" />
  </>
);
