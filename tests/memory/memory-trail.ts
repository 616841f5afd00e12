import type { Trail, TrailSource } from '../../src/core/ports';

const FILE =
  /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]+$/;

function delivery(key: string): (TrailSource & { day: string }) | null {
  const [, account_id, region, year, month, day] = FILE.exec(key) ?? [];
  return account_id && region ? { account_id, region, day: `${year}-${month}-${day}` } : null;
}

/** A Trail over the keys of log files; the list is read at each call, so a test may add to it. */
export const memoryTrail = (keys: readonly string[]): Trail => ({
  sources: (delivered_day) => {
    const pairs = keys.flatMap((key) => {
      const found = delivery(key);
      return found?.day === delivered_day ? [`${found.account_id} ${found.region}`] : [];
    });
    const sources = [...new Set(pairs)].sort().map((pair): TrailSource => {
      const [account_id = '', region = ''] = pair.split(' ');
      return { account_id, region };
    });
    return Promise.resolve(sources);
  },
});
