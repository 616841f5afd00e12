import { gzipSync } from 'node:zlib';
import { ADDRESSES_KEY, historyKey } from '../../src/core/lake';
import type { FileStore } from '../../src/core/ports';
import type { Files, HistoryFile, TrailFile } from './case';
import { trailRecord } from './default-record';
import { ACCOUNT, dayOfFile, historyRow, REGION, WORKGROUP } from './default-row';

/** As the collector names it. */
function keyOfHistory(given: HistoryFile): string {
  const { file = {} } = given;
  const day = dayOfFile(given);
  return historyKey({
    day,
    account_id: file.account_id ?? ACCOUNT,
    region: file.region ?? REGION,
    workgroup: file.workgroup ?? WORKGROUP,
    window: file.window ?? day,
    part: file.part ?? 0,
  });
}

/** As CloudTrail names it; each delivery has a name of its own. */
function keyOfTrail(file: TrailFile, nth: number): string {
  const { delivered_day, account_id = ACCOUNT, region = REGION, organization } = file;
  const folder = `${account_id}/CloudTrail/${region}/${delivered_day.replaceAll('-', '/')}`;
  const time = `${delivered_day.replaceAll('-', '')}T0005Z`;
  const name = `${account_id}_CloudTrail_${region}_${time}_${String(nth).padStart(16, '0')}.json.gz`;
  return `trail/AWSLogs/${organization === undefined ? '' : `${organization}/`}${folder}/${name}`;
}

const jsonLines = (rows: readonly object[]): Buffer =>
  gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));

/**
 * Writes history and addresses as gzip'd lines, and the trail as CloudTrail's gzip'd documents.
 * @param delivered how many trail files there are already
 * @throws Error if two history files of one step have the same key: one would hide the other
 */
export async function writeFiles(
  store: FileStore,
  { history = [], trail = [], addresses }: Files,
  delivered: number,
): Promise<void> {
  const written = new Set<string>();
  for (const file of history) {
    const key = keyOfHistory(file);
    if (written.has(key)) throw new Error(`${key}: named twice; give one of them another part.`);
    written.add(key);
    await store.write(key, jsonLines(file.rows.map((row) => historyRow(row, file))));
  }
  for (const [index, file] of trail.entries()) {
    const Records = file.records.map((record) => trailRecord(record, file));
    await store.write(keyOfTrail(file, delivered + index), gzipSync(JSON.stringify({ Records })));
  }
  if (addresses) await store.write(ADDRESSES_KEY, jsonLines(addresses));
}
