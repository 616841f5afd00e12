import * as z from 'zod/mini';
import {
  LAKE_ENVIRONMENT,
  lakeSettings,
  readEnvironment,
  type Environment,
  type LakeSettings,
} from '../core/lake-environment';
import { LAST_DELIVERY_DAYS } from './build-events';
import { LIST_PRICES, type Prices } from './prices';

export interface EventsConfig extends LakeSettings {
  /** `s3://BUCKET/[PREFIX/]AWSLogs/[o-ID/]`; null: there is no trail, no event says who. */
  trail_location: string | null;
  /** Days before yesterday that a scheduled job builds again. */
  lookback_days: number;
  prices: Prices;
}

const isAmount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** A number for all regions without a known other price, or `{"default": 5, "us-west-1": 6.75}`. */
function readPrices(text: string): Pick<Prices, 'default_usd_per_tb' | 'usd_per_tb'> | null {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return null;
  }
  if (isAmount(given)) return { ...LIST_PRICES, default_usd_per_tb: given };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null;
  const { default: other = LIST_PRICES.default_usd_per_tb, ...regions } = given as Record<
    string,
    unknown
  >;
  if (!isAmount(other) || !Object.values(regions).every(isAmount)) return null;
  const usd_per_tb = { ...LIST_PRICES.usd_per_tb, ...(regions as Record<string, number>) };
  return { default_usd_per_tb: other, usd_per_tb };
}

/** A lookback further than calls are delivered late has nothing to find. */
const MOST_LOOKBACK_DAYS = LAST_DELIVERY_DAYS - 1;

const isLookback = (text: string): boolean =>
  /^\d{1,2}$/.test(text) && Number(text) <= MOST_LOOKBACK_DAYS;

const environment = z.object({
  ...LAKE_ENVIRONMENT,
  TRAIL_LOCATION: z._default(z.string(), ''),
  LOOKBACK_DAYS: z
    ._default(z.string(), '2')
    .check(z.refine(isLookback, `must be a whole number from 0 to ${MOST_LOOKBACK_DAYS}`)),
  PRICE_PER_TB: z
    ._default(z.string(), String(LIST_PRICES.default_usd_per_tb))
    .check(
      z.refine(
        (text) => readPrices(text) !== null,
        'must be US dollars, as 5 or {"default": 5, "us-west-1": 6.75}',
      ),
    ),
  BYTES_PER_TB: z
    ._default(z.string(), String(LIST_PRICES.bytes_per_tb))
    .check(
      z.refine(
        (text) => Number(text) >= 1e12 && Number(text) <= 2 ** 40,
        'must be from 1000000000000 (10^12) to 1099511627776 (2^40)',
      ),
    ),
});

/**
 * Reads the function's settings. Whether TRAIL_LOCATION has the form of a trail is for its adapter.
 * @throws InvalidConfig that names the variable
 */
export function readConfig(env: Environment): EventsConfig {
  const given = readEnvironment(environment, env);
  return {
    ...lakeSettings(given, env),
    trail_location: given.TRAIL_LOCATION.trim() || null,
    lookback_days: Number(given.LOOKBACK_DAYS),
    prices: {
      ...LIST_PRICES,
      ...readPrices(given.PRICE_PER_TB),
      bytes_per_tb: Number(given.BYTES_PER_TB),
    },
  };
}
