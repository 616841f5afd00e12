import type { TrailSource } from './ports';

const once = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** So many accounts at once, and the regions that these have; both in the order of the sources. */
export function accountChunks(
  sources: readonly TrailSource[],
  most: number,
): { account_ids: string[]; regions: string[] }[] {
  const accounts = once(sources.map(({ account_id }) => account_id));
  const starts = Array.from({ length: Math.ceil(accounts.length / most) }, (_, i) => i * most);
  return starts.map((start) => {
    const account_ids = accounts.slice(start, start + most);
    const named = new Set(account_ids);
    const own = sources.filter(({ account_id }) => named.has(account_id));
    return { account_ids, regions: once(own.map(({ region }) => region)) };
  });
}
