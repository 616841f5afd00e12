/** A file in MaxMind's format (MaxMind DB 2.0) as the database of addresses. */
import { stat } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { open, type Reader, type Response } from 'maxmind';
import { isKnown, type Place, type Places } from '../addresses/place';
import { InvalidInput, messageOf } from '../core/errors';

/** Of a record only these are read. Other makers have other things under the same names. */
type Parts = Partial<Record<'country' | 'city' | 'continent' | 'registered_country', Part>>;
interface Part {
  iso_code?: unknown;
  names?: { en?: unknown };
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const placeIn = ({ country, city }: Parts): Place => ({
  country_code: text(country?.iso_code),
  country: text(country?.names?.en),
  city: text(city?.names?.en),
});

/** A place of which only the continent is known, or the owner's country, is a place still. */
const isPlace = (parts: Parts): boolean =>
  isKnown(placeIn(parts)) ||
  [parts.continent, parts.registered_country].some((part) => typeof part === 'object');

const broken = (file: string, error: unknown): InvalidInput =>
  new InvalidInput(
    `${file}: not a MaxMind database (${messageOf(error).split('\n')[0] ?? ''}); --mmdb names an .mmdb ` +
      'file, for example GeoLite2-City.mmdb, unpacked.',
    { cause: error },
  );

/** The whole file is read into memory. */
async function readerOf(file: string): Promise<Reader<Response>> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile())
    throw new InvalidInput(`${file}: no such file; --mmdb names an .mmdb file.`);
  try {
    const reader = await open(file);
    assertMetadata(reader.metadata);
    return reader;
  } catch (error) {
    throw broken(file, error);
  }
}

/** The library takes over whatever stands there. */
function assertMetadata({ databaseType, buildEpoch }: Reader<Response>['metadata']): void {
  if (typeof databaseType !== 'string' || Number.isNaN(buildEpoch.getTime()))
    throw new TypeError('its metadata has no type or no time');
}

/** @throws InvalidInput if the file is no such database, also later, where a part of it is broken */
export async function openMmdb(file: string): Promise<Places> {
  const reader = await readerOf(file);
  const { databaseType: type, buildEpoch: built_at, ipVersion } = reader.metadata;

  const recordOf = (address: string): Parts | null => {
    try {
      return reader.get(address) as Parts | null;
    } catch (error) {
      throw broken(file, error);
    }
  };
  return {
    type,
    built_at,
    find(address) {
      // In a database of IPv4 alone the library would take an IPv6 address's first bits for one.
      if (ipVersion === 4 && isIPv6(address)) return null;
      const parts = recordOf(address);
      if (parts === null) return null;
      if (!isPlace(parts)) return 'no place';
      return placeIn(parts);
    },
  };
}
