import { createHash } from 'node:crypto';
import type { EventHistory } from '../../src/core/ports';
import { namedError } from './memory-history';

/** A management event as CloudTrail's event history has it. */
export interface HeldEvent {
  /** Epoch milliseconds; the API knows whole seconds. */
  at: number;
  name: string;
  /** Its record in JSON. */
  text: string;
}

/** What one account and region's event history holds. */
export interface EventWorld {
  account_id: string;
  region: string;
  events: readonly HeldEvent[];
  /** The moment that 90 days are counted back from. */
  now: () => Date;
}

const PAGE = 50;
const MEMORY_MS = 90 * 86_400_000;

/** CloudTrail's event history in memory: newest first, to the second, 90 days, 50 a page. */
export function memoryEvents(world: EventWorld): EventHistory {
  const sorted = [...world.events].sort((a, b) => b.at - a.at);
  return {
    whoAmI: () => Promise.resolve({ account_id: world.account_id, region: world.region }),
    lookupEvents: async (event_name, { from, to }, next_token) => {
      await Promise.resolve();
      const oldest = world.now().getTime() - MEMORY_MS;
      // A second of grace: the caller's clock has moved on since it chose the range.
      if (from > to || from.getTime() < oldest - 1000)
        throw namedError('InvalidTimeRangeException', 'The time range is not valid.');
      const asked = JSON.stringify([event_name, from, to]);
      const mark = createHash('sha256').update(asked).digest('hex').slice(0, 8);
      const [given, offset = '0'] = next_token?.split('/') ?? [mark];
      if (given !== mark || !/^\d+$/.test(offset))
        throw namedError('InvalidNextTokenException', 'The token is of another request.');
      const found = sorted.filter(({ name, at }) => {
        const second = Math.floor(at / 1000) * 1000;
        return name === event_name && second >= from.getTime() && second <= to.getTime();
      });
      const end = Number(offset) + PAGE;
      const items = found.slice(Number(offset), end).map(({ text }) => text);
      return { items, ...(found.length > end ? { next_token: `${mark}/${end}` } : {}) };
    },
  };
}
