import * as z from 'zod/mini';
import { InvalidConfig } from '../core/errors';
import { LAST_DELIVERY_DAYS } from './build-events';
import { LIST_PRICES, type Prices } from './prices';

export interface EventsConfig {
  /** Bucket of the lake; it lies in the function's own region. */
  bucket: string;
  /** Region of the function, for the ledger. */
  region: string;
  /** True with an endpoint of one's own, which seldom has a name per bucket. */
  path_style: boolean;
  /** Glue database of the lake's tables. */
  database: string;
  /** Athena workgroup that the statements run in. */
  workgroup: string;
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

const name = (meaning: string, pattern: RegExp, what: string) =>
  z.string(`is missing; it names ${meaning}`).check(z.regex(pattern, `is not the name of ${what}`));

/** A lookback further than calls are delivered late has nothing to find. */
const MOST_LOOKBACK_DAYS = LAST_DELIVERY_DAYS - 1;

const isLookback = (text: string): boolean =>
  /^\d{1,2}$/.test(text) && Number(text) <= MOST_LOOKBACK_DAYS;

const environment = z.object({
  LEDGER_BUCKET: name('the bucket of the lake', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket'),
  LEDGER_DATABASE: name('the Glue database of the lake', /^[a-z0-9_]{1,255}$/, 'a database'),
  LEDGER_WORKGROUP: name(
    'the workgroup to run statements in',
    /^[a-zA-Z0-9._-]{1,128}$/,
    'a workgroup',
  ),
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
  AWS_REGION: z
    .string('is missing; Lambda sets it, elsewhere give the region of the lake')
    .check(z.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'is not a region; write it as eu-west-1')),
});

/**
 * Reads the function's settings. Whether TRAIL_LOCATION has the form of a trail is for its adapter.
 * @throws InvalidConfig that names the variable
 */
export function readConfig(env: Record<string, string | undefined>): EventsConfig {
  const read = z.safeParse(environment, env);
  if (!read.success) {
    const [issue] = read.error.issues;
    const variable = issue?.path.join('.') ?? 'environment';
    throw new InvalidConfig(`${variable}: ${issue?.message ?? 'cannot be used'}.`);
  }
  const given = read.data;
  return {
    bucket: given.LEDGER_BUCKET,
    region: given.AWS_REGION,
    path_style: Boolean(env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL']),
    database: given.LEDGER_DATABASE,
    workgroup: given.LEDGER_WORKGROUP,
    trail_location: given.TRAIL_LOCATION.trim() || null,
    lookback_days: Number(given.LOOKBACK_DAYS),
    prices: {
      ...LIST_PRICES,
      ...readPrices(given.PRICE_PER_TB),
      bytes_per_tb: Number(given.BYTES_PER_TB),
    },
  };
}
