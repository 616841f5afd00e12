/** When in a day somebody asks. A rhythm gives `count` offsets from midnight, in milliseconds. */
import type { Random } from './random';

export type Rhythm = (count: number, random: Random) => number[];

const HOUR_MS = 3_600_000;

const many = (count: number, at: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => Math.floor(at(i)));

/** Office hours in UTC with a dip at noon: a person's day. */
export const office =
  (from: number, to: number): Rhythm =>
  (count, random) =>
    many(count, () => {
      const at = from + (to - from) * ((random.next() + random.next()) / 2);
      const noon = (from + to) / 2;
      return (Math.abs(at - noon) < 0.4 ? at + 0.8 : at) * HOUR_MS;
    });

/** A batch that starts at given hours and runs its statements one after the other. */
export const batch =
  (...hours: readonly number[]): Rhythm =>
  (count, random) => {
    const each = Math.ceil(count / hours.length);
    return many(count, (i) => {
      const start = hours[Math.floor(i / each)] ?? 0;
      return start * HOUR_MS + (i % each) * 75_000 + random.integer(0, 30_000);
    });
  };

/** Evenly over the day, some seconds after the minute: schedulers. */
export const evenly: Rhythm = (count, random) =>
  many(count, (i) => (i * 24 * HOUR_MS) / count + 60_000 + random.integer(200, 9_000));

/** Saturday or Sunday, UTC. */
export const isWeekend = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
