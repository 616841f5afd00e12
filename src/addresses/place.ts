/** What a database of addresses says; unknown is null. */
export interface Place {
  country_code: string | null;
  country: string | null;
  city: string | null;
}

/** A database of addresses. */
export interface Places {
  /** Its kind, as its maker calls it: `GeoLite2-City`. */
  readonly type: string;
  readonly built_at: Date;
  /**
   * @param address IPv4 or IPv6
   * @returns null if it does not know the address; `no place` if what it knows is something else
   */
  find(address: string): Place | 'no place' | null;
}

export const NOWHERE: Place = { country_code: null, country: null, city: null };

export const isKnown = ({ country, country_code, city }: Place): boolean =>
  country !== null || country_code !== null || city !== null;
