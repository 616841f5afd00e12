import { measureMemory } from './memory';
import { measureSpeed } from './speed';

/** One measurement of a table. */
export interface Row {
  measure: string;
  value: number;
  unit: string;
  /** What the value should be, as text: `>= 98`. */
  goal?: string;
}

/** Measures the collector: speed against Athena's quotas, memory against the number of queries. */
export async function benchCollector(): Promise<Row[]> {
  return [...(await measureSpeed()), ...(await measureMemory())];
}
