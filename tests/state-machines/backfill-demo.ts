/** The demo organization before anything was collected: its APIs, and an empty lake in a folder. */
import { join } from 'node:path';
import type { Clock } from '../../src/core/ports';
import { ownTrail } from '../../src/core/lake';
import { addDays } from '../../src/core/days';
import type { DemoInput } from '../../src/demo/demo-organization';
import * as events from '../../src/events/handler';
import { LIST_PRICES } from '../../src/events/prices';
import * as exports from '../../src/exports/handler';
import * as history from '../../src/history/handler';
import { folderFiles } from '../../src/local/folder-files';
import { folderLargeFiles } from '../../src/local/folder-large-files';
import { folderTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import { createHandler as lookupHandler } from '../../src/lookup/handler';
import { groupBy, readDemo } from '../demo/demo-files';
import { eventWorlds } from '../lookup/demo-lookup';
import { keptLog } from '../memory/kept-log';
import { memoryEvents } from '../memory/memory-events';
import { memoryHistory } from '../memory/memory-history';
import { listedWorld, type World } from '../memory/world';
import { MAIN_ACCOUNT, REGION } from '../permissions/stacks';
import { steppingClock } from '../stand-ins/stepping-clock';
import type { Invoke } from './machine';

/** Time that the next calls have, milliseconds. */
export interface Limits {
  remaining_ms: number;
}

let calls = 0;
const contextOf = (limits: Limits) => ({
  awsRequestId: `request-${++calls}`,
  invokedFunctionArn: `arn:aws:lambda:${REGION}:${MAIN_ACCOUNT}:function:events`,
  getRemainingTimeInMillis: () => limits.remaining_ms,
});

/** No pacing: the bucket counts real time. */
const SETTINGS = { window: 'day', api_share: 1, quota: { per_second: 1, burst: 0 } } as const;

/** What Athena knows of each account and region: every query once, in its final state. */
function historyWorlds(input: DemoInput): World[] {
  const rows = readDemo(input).history.map(({ row }) => row);
  const by_source = groupBy(rows, ({ account_id, region }) => `${account_id}/${region}`);
  return [...by_source].map(([source, of_source]) => {
    const [account_id = '', region = ''] = source.split('/');
    const once = new Map<string, (typeof rows)[number]>();
    for (const row of of_source) {
      const before = once.get(row.query_execution_id);
      if (!before || row.collected_at >= before.collected_at) once.set(row.query_execution_id, row);
    }
    const newest = [...once.values()].sort((a, b) =>
      (a.submitted_at ?? '') < (b.submitted_at ?? '') ? 1 : -1,
    );
    const by_workgroup = groupBy(newest, ({ workgroup }) => workgroup ?? undefined);
    const tags: Parameters<typeof listedWorld>[1] = {};
    for (const { workgroup, workgroup_tags } of newest) tags[workgroup ?? ''] = workgroup_tags;
    const world = listedWorld(Object.fromEntries(by_workgroup), tags);
    return { ...world, account_id, region };
  });
}

/** HistoryFunction of each account and region of the demo, over their APIs in memory. */
export function collectors(folder: string, input: DemoInput, limits: Limits): Invoke[] {
  const worlds = historyWorlds(input);
  return eventWorlds(input).map((lookups) => {
    const { account_id, region } = lookups;
    const clock = steppingClock(lookups.now().toISOString());
    const shared = { files: folderFiles(folder), clock, log: keptLog() };
    const found = worlds.find((one) => one.account_id === account_id && one.region === region);
    const world = found ?? { ...listedWorld({}), account_id, region };
    const ports = { ...shared, history: memoryHistory(world) };
    const handle = history.either(
      history.createHandler(ports, SETTINGS),
      lookupHandler({ ...shared, events: memoryEvents(lookups) }, SETTINGS),
      history.createBackfillHandler(ports),
    );
    return (payload) => handle(payload, contextOf(limits));
  });
}

/** EventsFunction and ExportsFunction over DuckDB. */
export async function builders(folder: string, clock: Clock, limits: Limits) {
  const lake = await openLake(folder, { clock });
  const ports = { ...lake, trail: await folderTrail(join(folder, 'trail')), log: keptLog() };
  const config = {
    bucket: 'lake',
    region: REGION,
    trail_location: ownTrail('lake'),
    lookback_days: 2,
    prices: LIST_PRICES,
  };
  const build = events.createFunction(ports, config);
  const write = exports.createHandler(
    { ...ports, reader: lake.sql, reports: folderLargeFiles(folder) },
    { region: REGION, format: 'json', time_zone: 'UTC' },
  );
  const invoke: Invoke = (payload, name) =>
    (name.endsWith('exportsfunction') ? write : build)(payload, contextOf(limits));
  return { lake, invoke };
}

export const morningAfter = ({ last_day }: DemoInput): string =>
  `${addDays(last_day, 1)}T06:00:00.000Z`;
