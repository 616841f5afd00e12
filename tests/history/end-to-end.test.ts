import { systemClock } from '../../src/core/clock';
import { yesterday } from '../../src/core/days';
import { athenaHistory } from '../../src/aws/athena-history';
import { PUBLISHED_QUOTAS } from '../../src/history/quotas';
import { collectedIds } from '../memory/history-lines';
import { keptLog } from '../memory/kept-log';
import { generatedWorld } from '../memory/world';
import { clientsOf } from '../stand-ins/athena-api/client';
import { publishedQuotas } from '../stand-ins/athena-api/quota';
import { athenaApi, type AthenaApiOptions } from '../stand-ins/athena-api/server';
import { collect, desk } from './collecting';

const DAY = yesterday(systemClock.now());

/** Collects over HTTP with the SDK, at the published quotas. */
async function overHttp(queries: number, workgroups: number, options: AthenaApiOptions) {
  const world = generatedWorld(workgroups, queries, DAY);
  const api = await athenaApi(world, options);
  const clients = clientsOf(api.endpoint);
  const { history, throttled } = athenaHistory({ ...clients, log: keptLog() });
  const ports = { ...desk(world), history, throttled, clock: systemClock };
  const began = performance.now();
  const answer = await collect(ports, { day: DAY }, { quotas: PUBLISHED_QUOTAS });
  const seconds = (performance.now() - began) / 1000;
  clients.athena.destroy();
  clients.sts.destroy();
  await api.close();
  return { answer, seconds, counts: api.counts, ids: collectedIds(ports.files.files) };
}

test('against the quotas: all rows, near the limit, not throttled', async () => {
  const { answer, seconds, counts, ids } = await overHttp(1_500, 4, {
    quotas: publishedQuotas(),
    latency_ms: 60,
  });
  expect(ids).toHaveLength(1_500);
  expect(answer.counts).toMatchObject({ queries: 1_500, list_calls: 32, throttled: 0 });
  expect(counts.throttled).toEqual({});
  // 32 list calls: 9 at once, 23 at 5 a second.
  expect(seconds).toBeGreaterThan(4);
  expect(seconds).toBeLessThan(15); // a busy machine is late
});

test('throttled all the same, it loses nothing and says how often', async () => {
  const quotas = publishedQuotas();
  let calls = 0;
  const grudging = {
    take: () => ++calls % 5 !== 0 && (quotas['BatchGetQueryExecution']?.take() ?? true),
  };
  const { answer, counts, ids } = await overHttp(500, 3, {
    quotas: { ...quotas, BatchGetQueryExecution: grudging },
  });
  expect(ids).toHaveLength(500);
  expect(counts.throttled['BatchGetQueryExecution']).toBeGreaterThan(0);
  expect(answer.counts.throttled).toBe(counts.throttled['BatchGetQueryExecution']);
});
