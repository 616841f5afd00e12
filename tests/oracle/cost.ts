/** 2^20: what Athena's price list calls a megabyte. */
export const MIB = 1024 * 1024;
const TIB = MIB * MIB;
const PRICES: Record<string, number> = { 'us-west-1': 6.75, 'sa-east-1': 9 };
const DEFAULT_PRICE = 5;

export interface Cost {
  pricing_model: 'scan' | 'capacity' | 'free' | 'unknown';
  /** Bytes. */
  billed_bytes: number | null;
  /** US dollars per 2^40 bytes. */
  price_per_tb: number;
  /** US dollars. */
  cost_usd: number | null;
}

export interface Usage {
  region: string;
  state: string;
  statement_type: string | null;
  substatement_type?: string | null;
  result_reused: boolean | null;
  dpu_count: number | null;
  /** Bytes; null = unknown. */
  data_scanned: number | null;
}

function modelOf(usage: Usage): Cost['pricing_model'] {
  if (usage.dpu_count !== null) return 'capacity';
  if (usage.state === 'REJECTED' || usage.state === 'FAILED') return 'free';
  if (usage.result_reused === true) return 'free';
  // The API calls CREATE TABLE AS SELECT a DDL statement; it pays for what its SELECT reads.
  if (usage.statement_type === 'DDL' && usage.substatement_type !== 'CREATE_TABLE_AS_SELECT')
    return 'free';
  if (usage.state !== 'SUCCEEDED' && usage.state !== 'CANCELLED') return 'unknown';
  return usage.data_scanned === null ? 'unknown' : 'scan';
}

/** Whole megabytes, at least ten of them. */
const billable = (bytes: number): number => Math.max(10, Math.ceil(bytes / MIB)) * MIB;

/** The rules of https://aws.amazon.com/athena/pricing/ as this product reads them. */
export function costOf(usage: Usage): Cost {
  const pricing_model = modelOf(usage);
  const price_per_tb = PRICES[usage.region] ?? DEFAULT_PRICE;
  if (pricing_model === 'unknown')
    return { pricing_model, billed_bytes: null, price_per_tb, cost_usd: null };
  const billed_bytes = pricing_model === 'scan' ? billable(usage.data_scanned ?? 0) : 0;
  return {
    pricing_model,
    billed_bytes,
    price_per_tb,
    cost_usd: (billed_bytes / TIB) * price_per_tb,
  };
}
