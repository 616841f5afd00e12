/** What Athena costs. AWS publishes the price per TB, but not whether a TB is 2^40 or 10^12 bytes. */
export interface Prices {
  /** US dollars per TB where no region says otherwise. */
  default_usd_per_tb: number;
  /** US dollars per TB by region. */
  usd_per_tb: Readonly<Record<string, number>>;
  bytes_per_tb: number;
}

/** Known from https://aws.amazon.com/athena/pricing/; a setting may say otherwise. */
export const LIST_PRICES: Prices = {
  default_usd_per_tb: 5,
  usd_per_tb: { 'us-west-1': 6.75, 'sa-east-1': 9 },
  bytes_per_tb: 2 ** 40,
};
