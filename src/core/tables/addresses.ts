import { column, type Column, type Table } from './column';

/** A line of the file; unknown is null. */
export interface AddressRow {
  source_ip: string;
  country_code: string | null;
  country: string | null;
  city: string | null;
  database_type: string;
  /** ISO-8601, UTC, seconds. */
  database_built_at: string;
}

const record = (field: string): string => `mmdb: ${field}`;
const field = (name: keyof AddressRow, source: string, meaning: string): Column =>
  column(name, 'varchar', source, meaning);

export const ADDRESSES: Table = {
  name: 'addresses',
  purpose:
    'Where the source addresses of the other tables are, each once; empty until `athena-ledger addresses`.',
  columns: [
    field('source_ip', '`events`, `cloudtrail_events`', 'IPv4 or IPv6 address, as those have it.'),
    field('country_code', record('country.iso_code'), 'ISO 3166-1, two letters; null if unknown.'),
    field('country', record('country.names.en'), 'The country in English; null if unknown.'),
    field(
      'city',
      record('city.names.en'),
      'The city in English; null if unknown, or if the database has countries only.',
    ),
    field('database_type', record('database_type'), 'What was asked: `GeoLite2-City`, …'),
    field(
      'database_built_at',
      record('build_epoch'),
      'When that was made: ISO-8601, UTC, seconds.',
    ),
  ],
  partitions: [],
};
