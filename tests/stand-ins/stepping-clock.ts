import type { Clock, Deadline } from '../../src/core/ports';

export interface SteppingClock extends Clock {
  /** Milliseconds of every sleep so far. */
  slept: number[];
  /** A caller who may run for so many milliseconds from now on. */
  deadlineIn(ms: number): Deadline;
}

/** A clock that only sleeping moves, and that never really waits. */
export function steppingClock(start = '2026-03-02T06:00:00.000Z'): SteppingClock {
  let now_ms = Date.parse(start);
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(now_ms),
    sleep: (ms) => {
      slept.push(ms);
      now_ms += ms;
      return Promise.resolve();
    },
    deadlineIn: (ms) => {
      const end_ms = now_ms + ms;
      return { remainingMs: () => end_ms - now_ms };
    },
  };
}
