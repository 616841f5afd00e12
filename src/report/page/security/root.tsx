/** Calls of root users to Athena. */
import type { VNode } from 'preact';
import { collect, keyed, later } from '../data/collect';
import { useSelected } from '../data/context';
import { mfaWord } from '../data/names';
import type { Selection } from '../data/select';
import { countColumn, dimensionColumn, timeColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';

interface RootCall {
  key: string;
  account_id: string | null;
  source_ip: string | null;
  client_app: string | null;
  mfa: string;
  queries: number;
  last_at: string | null;
}

function rootCalls(selection: Selection): RootCall[] {
  const callers = selection.data.figure('callers');
  return collect(
    selection,
    callers,
    (row) =>
      callers.text('user_source', row) === 'root'
        ? keyed(
            callers.text('account_id', row),
            callers.text('source_ip', row),
            callers.text('client_app', row),
          )
        : null,
    (row, key): RootCall => ({
      key,
      account_id: callers.text('account_id', row),
      source_ip: callers.text('source_ip', row),
      client_app: callers.text('client_app', row),
      mfa: mfaWord(callers.number('mfa_authenticated', row)),
      queries: 0,
      last_at: null,
    }),
    (call, row) => {
      call.queries += callers.number('queries', row) ?? 0;
      call.last_at = later(call.last_at, callers.text('last_at', row));
    },
  );
}

const ROOT_COLUMNS: readonly Column<RootCall>[] = [
  dimensionColumn<RootCall>('Account', 'account_id', 'account_id', ({ account_id }) => account_id),
  { head: 'Address', as: 'source_ip', value: ({ source_ip }) => source_ip },
  { head: 'Application', as: 'client_app', value: ({ client_app }) => client_app },
  { head: 'Second factor', as: 'mfa_authenticated', value: ({ mfa }) => mfa },
  countColumn<RootCall>('Queries', 'queries', ({ queries }) => queries),
  timeColumn<RootCall>('Last', 'last_at', ({ last_at }) => last_at),
];

export const Root = (): VNode => (
  <TableFigure
    title="Root"
    note="The root user of an account needs no Athena."
    from={['callers']}
    columns={ROOT_COLUMNS}
    rows={useSelected(rootCalls)}
    keyOf={({ key }) => key}
    order={{ head: 'Queries', down: true }}
    empty="The root user did not call Athena in this period."
  />
);
