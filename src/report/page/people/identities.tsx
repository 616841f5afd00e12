/** As whom a person came: the identities behind them, and the rule that named them. */
import type { VNode } from 'preact';
import { collect, keyed, later } from '../data/collect';
import { useSelected } from '../data/context';
import { mfaWord, SOURCE_WORDS } from '../data/names';
import type { Selection } from '../data/select';
import { countColumn, timeColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';

export const NO_DETAILS =
  'This report has no details of this person: it holds them of those who cost most. Ask the table events.';

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

export function identities(selection: Selection): Identity[] {
  const callers = selection.data.figure('callers');
  const mfaOf = (row: number): string => mfaWord(callers.number('mfa_authenticated', row));
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

export const Identities = (): VNode => (
  <TableFigure
    title="Identities"
    note="How they were recognised: the rule that named them, and the identity behind it."
    from={['callers']}
    columns={IDENTITY_COLUMNS}
    rows={useSelected(identities)}
    keyOf={({ key }) => key}
    order={{ head: 'Queries', down: true }}
    empty={NO_DETAILS}
  />
);
