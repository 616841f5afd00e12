/** The demo organization without its trail: only what CloudTrail's event histories hold of it. */
import { addDays } from '../../src/core/days';
import type { FileStore } from '../../src/core/ports';
import type { DemoInput } from '../../src/demo/demo-organization';
import { collectLookup } from '../../src/lookup/collect-lookup';
import { parseRequest } from '../../src/lookup/request';
import { groupBy, readDemo } from '../demo/demo-files';
import { keptLog } from '../memory/kept-log';
import { memoryEvents, type EventWorld } from '../memory/memory-events';
import { steppingClock } from '../stand-ins/stepping-clock';
import { optionsOf } from './looking-up';

/** An event history for each account and region: each event once, however often it was delivered. */
export function eventWorlds(input: DemoInput): EventWorld[] {
  const now = `${addDays(input.last_day, 1)}T06:00:00.000Z`;
  const lines = readDemo(input).trail;
  const whose = (key: string) => /\/(\d{12})\/CloudTrail\/([^/]+)\//.exec(key)!;
  const by_source = groupBy(lines, ({ key }) => whose(key).slice(1).join('/'));
  return [...by_source].map(([source, of_source]) => {
    const [account_id = '', region = ''] = source.split('/');
    const once = new Map(of_source.map((line) => [line.record.eventID, line]));
    const events = [...once.values()].map(({ record, delivered_day }) => {
      const at = Date.parse(record.eventTime);
      return {
        // CloudTrail itself knows when; a record whose time nobody can read still has its place.
        at: Number.isNaN(at) ? Date.parse(`${delivered_day}T12:00:00Z`) : at,
        name: record.eventName,
        text: JSON.stringify(record),
      };
    });
    return { account_id, region, events, now: () => new Date(now) };
  });
}

/** Looks up every day of the demo in every account and region, each in one run. */
export async function lookUpDemo(files: FileStore, input: DemoInput): Promise<number> {
  let records = 0;
  for (const world of eventWorlds(input)) {
    const clock = steppingClock(world.now().toISOString());
    const ports = { events: memoryEvents(world), files, clock, log: keptLog() };
    const days = { from: addDays(input.last_day, 1 - input.days), to: input.last_day };
    const answer = await collectLookup(ports, parseRequest(days), optionsOf());
    if (!answer.done) throw new Error('stopped without a deadline');
    records += answer.counts.records;
  }
  return records;
}
