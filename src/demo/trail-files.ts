/** What CloudTrail delivers: a file each quarter of an hour, below the day it is published. */
import type { DemoFile } from './history-files';
import { SITES } from './organization';
import { at, type Period } from './period';
import { createRandom } from './random';
import type { Delivery } from './trace';

const EVERY_MS = 15 * 60_000;

/** As AWS names log files ("Finding your CloudTrail log files"); the name's end is random. */
function keyOf(
  account_id: string,
  region: string,
  published_ms: number,
  kind = 'CloudTrail',
): string {
  const time = new Date(published_ms).toISOString();
  const day = time.slice(0, 10).replaceAll('-', '/');
  const minute = time.slice(0, 16).replaceAll(/[-:]/g, '');
  const ending = createRandom(`${account_id} ${region} ${time}`).letters(16);
  return (
    `trail/AWSLogs/o-exampleorg/${account_id}/${kind}/${region}/${day}/` +
    `${account_id}_${kind}_${region}_${minute}Z_${ending}.json.gz`
  );
}

/** Files with everything that was published by `now`. */
export function* trailFiles(deliveries: Iterable<Delivery>, period: Period): Iterable<DemoFile> {
  const files = new Map<string, string[]>();
  for (const { record, at: delivered_at, account_id, region } of deliveries) {
    if (delivered_at > period.now_ms) continue;
    const key = keyOf(account_id, region, Math.floor(delivered_at / EVERY_MS) * EVERY_MS);
    const texts = files.get(key) ?? [];
    texts.push(JSON.stringify(record));
    files.set(key, texts);
  }
  for (const [key, texts] of files) yield { key, body: `{"Records":[${texts.join(',')}]}` };
}

/** Digests lie beside the log files and hold no records: a reader has to pass them by. */
export function* digestFiles(period: Period): Iterable<DemoFile> {
  const [site] = SITES;
  if (!site) return;
  for (const day of period.days) {
    yield {
      key: keyOf(site.account_id, site.region, at(day, 12), 'CloudTrail-Digest'),
      body: JSON.stringify({
        awsAccountId: site.account_id,
        digestStartTime: `${day}T11:00:00Z`,
        logFiles: [],
      }),
    };
  }
}
