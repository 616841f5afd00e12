import { gzipPart, type GzipPart } from './gzip-part';

export interface DayParts {
  /** Adds lines to a day's file; may write a part. */
  append(day: string, lines: string): Promise<void>;
  /** Writes what is left of every day. */
  flush(): Promise<void>;
  /** Forgets what is not written. */
  discard(): void;
}

/** A listing is nearly sorted: more days than these are seldom under way at once. */
const OPEN_DAYS = 3;

/**
 * Cuts rows into gzip files, one day each, and hands each file out whole when it is large enough.
 * Holds a few compressed files at most, however many rows there are.
 */
export function dayParts(
  part_bytes: number,
  store: (day: string, body: Buffer) => Promise<void>,
): DayParts {
  const open = new Map<string, GzipPart>();

  async function close(day: string, part: GzipPart): Promise<void> {
    open.delete(day);
    await store(day, await part.finish());
  }

  async function makeRoom(): Promise<void> {
    const [oldest] = open;
    if (oldest && open.size >= OPEN_DAYS) await close(...oldest);
  }

  async function partOf(day: string): Promise<GzipPart> {
    const part = open.get(day);
    if (!part) await makeRoom();
    else open.delete(day);
    const current = part ?? gzipPart();
    open.set(day, current); // last: used last
    return current;
  }

  return {
    append: async (day, lines) => {
      const part = await partOf(day);
      await part.append(lines);
      if (part.size_bytes() >= part_bytes) await close(day, part);
    },
    flush: async () => {
      for (const [day, part] of [...open]) await close(day, part);
    },
    discard: () => {
      for (const part of open.values()) part.discard();
      open.clear();
    },
  };
}
