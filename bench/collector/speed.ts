import { collectedIds } from '../../tests/memory/history-lines';
import { memoryFiles } from '../../tests/memory/memory-files';
import type { ApiCounts } from '../../tests/stand-ins/json-api';
import type { Row } from '../row';
import { startChild } from './child';
import { collectFrom } from './collect';

const WORKGROUPS = 12;
const QUERIES = 20_000;
const LATENCY_MS = 60;
/** ListQueryExecutions: 5 calls a second of 50 ids each. */
const LIMIT = 250;

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** Speed against the stand-in with the published quotas and a latency, in a process of its own. */
export async function measureSpeed(): Promise<Row[]> {
  const api = await startChild('api-server', [WORKGROUPS, QUERIES, 'quotas', LATENCY_MS]);
  const files = memoryFiles();
  const began = performance.now();
  await collectFrom(api.line, files);
  const seconds = (performance.now() - began) / 1000;
  const counts = (await (await fetch(api.line)).json()) as ApiCounts;
  await api.end();
  const rate = QUERIES / seconds;
  const throttled = sum(counts.throttled) / sum(counts.calls);
  return [
    {
      measure: `collect ${QUERIES} queries of ${WORKGROUPS} workgroups`,
      value: seconds,
      unit: 's',
    },
    { measure: 'speed', value: rate, unit: 'queries/s' },
    {
      measure: `share of the limit of ${LIMIT} queries/s`,
      value: (100 * rate) / LIMIT,
      unit: '%',
      goal: '>= 98',
    },
    { measure: 'throttled calls', value: 100 * throttled, unit: '%', goal: '< 0.5' },
    {
      measure: 'lost queries',
      value: QUERIES - collectedIds(files.files).length,
      unit: 'queries',
      goal: '= 0',
    },
  ];
}
