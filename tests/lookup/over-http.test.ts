/** The SDK over HTTP, at CloudTrail's own quota: throttled, cut off, and yet complete. */
import { systemClock } from '../../src/core/clock';
import { cloudtrailEvents } from '../../src/aws/cloudtrail-events';
import { PUBLISHED_QUOTA } from '../../src/lookup/run-state';
import { clientsOf } from '../stand-ins/cloudtrail-api/client';
import { cloudtrailApi, publishedQuotas } from '../stand-ins/cloudtrail-api/server';
import type { JsonApiOptions } from '../stand-ins/json-api';
import { desk, evenly, idsIn, lookUp, trailKeys, worldOf } from './looking-up';

const now = new Date(Date.now() - 60_000);
const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
const today = now.toISOString().slice(0, 10);

/** Looks up yesterday. */
async function overHttp(calls: number, options: JsonApiOptions, quota = PUBLISHED_QUOTA) {
  const events = evenly(calls, `${yesterday}T00:00:00Z`, `${today}T00:00:00Z`);
  const world = worldOf(events, now.toISOString());
  const api = await cloudtrailApi(world, options);
  const clients = clientsOf(api.endpoint);
  const ports = { ...desk(world), ...cloudtrailEvents(clients), clock: systemClock };
  try {
    const began = performance.now();
    const { counts } = await lookUp(ports, { day: yesterday }, { quota });
    const seconds = (performance.now() - began) / 1000;
    const ids = trailKeys(ports.files).flatMap((key) => idsIn(ports.files, key));
    return { counts, ids, seconds, api: api.counts };
  } finally {
    clients.cloudtrail.destroy();
    clients.sts.destroy();
    await api.close();
  }
}

test('keeps to two calls a second, and is never throttled', async () => {
  const { ids, counts, seconds, api } = await overHttp(300, { quotas: publishedQuotas() });
  expect(new Set(ids).size).toBe(300);
  expect(counts).toMatchObject({ records: 300, lookup_calls: 6, throttled: 0 });
  expect(api).toMatchObject({ calls: { LookupEvents: 6 }, throttled: {} });
  expect(seconds).toBeGreaterThan(1.5);
});

test('throttled and cut off, it repeats, counts it and loses nothing', async () => {
  const options = { quotas: publishedQuotas(), cut_off: [2] };
  const unpaced = { per_second: 1, burst: 0 };
  const { ids, counts, api } = await overHttp(150, options, unpaced);
  expect(ids).toHaveLength(150);
  expect(new Set(ids).size).toBe(150);
  expect(counts.lookup_calls).toBe(3);
  expect(api.calls['LookupEvents']).toBeGreaterThan(3);
  expect(counts.throttled).toBe(api.throttled['LookupEvents'] ?? 0);
  expect(counts.throttled).toBeGreaterThan(0);
});
