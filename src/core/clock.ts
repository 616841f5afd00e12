import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Deadline } from './ports';

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms) => {
    await wait(ms);
  },
};

/** For callers that nobody stops. */
export const noDeadline: Deadline = { remainingMs: () => Infinity };
