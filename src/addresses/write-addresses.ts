/** The table `addresses`, written whole: the story of this stage. */
import { isIP } from 'node:net';
import { InvalidInput } from '../core/errors';
import { ADDRESSES_KEY } from '../core/lake';
import type { LargeFiles, SqlReader, StatementCall } from '../core/ports';
import type { AddressRow } from '../core/tables';
import { gzipLines } from './gzip-lines';
import { isKnown, NOWHERE, type Places } from './place';
import SOURCE_ADDRESSES from './sql/source-addresses.sql';

export interface AddressPorts {
  reader: SqlReader;
  files: LargeFiles;
}

export interface AddressCounts {
  /** Addresses with a country or a city. */
  found: number;
  /** Addresses of which the database says neither: private ones, for example. */
  unknown: number;
  /** Sources that are no addresses, but services; they have no row. */
  names: number;
}

/** ISO-8601, UTC, seconds: a database's own clock has no more. */
const toSecond = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');

function assertPlaces(places: Places, { found }: AddressCounts, without_place: number): void {
  if (found > 0 || without_place === 0) return;
  throw new InvalidInput(
    `${places.type}: this database knows addresses, but no countries in MaxMind’s layout; give one of ` +
      'cities or countries, such as GeoLite2-City.',
  );
}

/**
 * Looks up every source address of `events` and `cloudtrail_events`, and replaces the table at once:
 * readers see the old one or the new one. The same tables and the same database give the same bytes.
 * @throws InvalidInput if the database has other things than places; StatementFailed, AwsCallFailed,
 *   UnreadableFile. Then the old table stays.
 */
export async function writeAddresses(
  { reader, files }: AddressPorts,
  places: Places,
  call: StatementCall,
): Promise<AddressCounts> {
  const counts: AddressCounts = { found: 0, unknown: 0, names: 0 };
  const database = { database_type: places.type, database_built_at: toSecond(places.built_at) };
  let without_place = 0;

  const rowOf = (source_ip: string): AddressRow[] => {
    if (isIP(source_ip) === 0) {
      counts.names++;
      return [];
    }
    const answer = places.find(source_ip);
    if (answer === 'no place') without_place++;
    const place = answer === null || answer === 'no place' ? NOWHERE : answer;
    counts[isKnown(place) ? 'found' : 'unknown']++;
    return [{ source_ip, ...place, ...database }];
  };

  async function* lines(): AsyncGenerator<string> {
    for await (const page of reader.pages(SOURCE_ADDRESSES, call)) {
      const rows = page.flatMap((row) => rowOf(String(row['source_ip'])));
      yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    }
    assertPlaces(places, counts, without_place);
  }

  await files.writeParts(ADDRESSES_KEY, gzipLines(lines()));
  return counts;
}
