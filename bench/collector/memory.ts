import type { Row } from '../row';
import { startChild } from './child';

const WORKGROUPS = 12;
const FEW = 20_000;
const MANY = 1_000_000;

/** Peak memory of a process that collects so many queries, in MiB. */
async function peakOf(queries: number): Promise<number> {
  const api = await startChild('api-server', [WORKGROUPS, queries, 'free', 0]);
  const run = await startChild('memory-run', [api.line, queries]);
  await run.end();
  await api.end();
  return Number(run.line);
}

/** Peak memory of the collector, without quotas: it must not grow with the number of queries. */
export async function measureMemory(): Promise<Row[]> {
  const few = await peakOf(FEW);
  const many = await peakOf(MANY);
  return [
    { measure: `peak memory, ${FEW} queries`, value: few, unit: 'MiB' },
    { measure: `peak memory, ${MANY} queries`, value: many, unit: 'MiB' },
    { measure: 'ratio of the two', value: many / few, unit: '', goal: '<= 1.2' },
  ];
}
