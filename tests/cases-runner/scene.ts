/** Where a case is played: its world, its clock, and what it has seen so far. */
import { addDays } from '../../src/core/days';
import type { Clock, SqlEngine } from '../../src/core/ports';
import type { CaseWorld, OpenWorld } from './world';

const MINUTE_MS = 60_000;

export interface Scene {
  world: CaseWorld;
  /** INSERT statements so far, by table. */
  inserts: Record<string, number>;
  /** Log files delivered so far. */
  delivered: number;
  /** The lake's own trail is filled by LookupEvents. */
  looked_up: boolean;
  /** Moves the clock on, to a time named or to the morning after all days seen so far. */
  advance(at?: string): void;
  /** Notes that the case is about this day. */
  sees(day: string): void;
}

/** The engine, and a count of what it is told to write. */
const counting = (sql: SqlEngine, inserts: Record<string, number>): SqlEngine => ({
  query: (statement, call) => sql.query(statement, call),
  insert: (statement, call) => {
    const table = /INSERT INTO (\w+)_staging/.exec(statement)?.[1] ?? 'unknown';
    inserts[table] = (inserts[table] ?? 0) + 1;
    return sql.insert(statement, call);
  },
});

/** Opens a world whose clock stands still between the steps of the case. */
export async function openScene(open: OpenWorld): Promise<Scene> {
  let now_ms = 0;
  let last_day = '';
  const clock: Clock = {
    now: () => new Date(now_ms),
    sleep: (ms) => {
      now_ms += ms;
      return Promise.resolve();
    },
  };
  const world = await open(clock);
  const inserts: Record<string, number> = {};
  return {
    world: { ...world, ports: { ...world.ports, sql: counting(world.ports.sql, inserts) } },
    inserts,
    delivered: 0,
    looked_up: false,
    sees: (day) => {
      if (day > last_day) last_day = day;
    },
    advance: (at) => {
      const morning = last_day === '' ? 0 : Date.parse(`${addDays(last_day, 1)}T06:00:00.000Z`);
      now_ms = at === undefined ? Math.max(now_ms + MINUTE_MS, morning) : Date.parse(at);
    },
  };
}
