/** From where a person came, and with what. */
import type { VNode } from 'preact';
import { collect, keyed, later } from '../data/collect';
import { useSelected } from '../data/context';
import type { Selection } from '../data/select';
import { plus } from '../data/sums';
import { bytesColumn, countColumn, timeColumn } from '../parts/cells';
import type { Column } from '../parts/table';
import { TableFigure } from '../parts/table-figure';
import { NO_DETAILS } from './identities';

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

export const Addresses = (): VNode => (
  <TableFigure
    title="Addresses and applications"
    from={['callers']}
    columns={ADDRESS_COLUMNS}
    rows={useSelected(addresses)}
    keyOf={({ key }) => key}
    order={{ head: 'Queries', down: true }}
    empty={NO_DETAILS}
  />
);
