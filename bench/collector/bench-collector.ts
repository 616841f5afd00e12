import type { Row } from '../row';
import { measureMemory } from './memory';
import { measureSpeed } from './speed';

/** Measures the collector: speed against Athena's quotas, memory against the number of queries. */
export async function benchCollector(): Promise<Row[]> {
  return [...(await measureSpeed()), ...(await measureMemory())];
}
