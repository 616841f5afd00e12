/** Where things lie in the lake: the one place that knows its keys. */
import type { PublishedTable } from './ports';
import type { Job } from './tables/ledger';

/** Partition keys of each published table: `events/day=…/`, `cloudtrail_events/year=…/month=…/`. */
export const PARTITION_KEYS: Record<PublishedTable, readonly string[]> = {
  events: ['day'],
  submissions: ['delivered_day'],
  cloudtrail_events: ['year', 'month'],
};

/** The values of a partition's keys: `['2026-11-01']`, or of a month `['2026', '11']`. */
export const partitionValues = (table: PublishedTable, day: string): string[] =>
  PARTITION_KEYS[table].length > 1 ? day.split('-') : [day];

/** The day, or the month, that the values of a partition's keys are. */
export const partitionOf = (table: PublishedTable, values: readonly string[]): string =>
  values.slice(0, PARTITION_KEYS[table].length).join('-');

/** Folder of one partition, with a trailing slash. */
export const partitionPrefix = (table: PublishedTable, day: string): string => {
  const values = partitionValues(table, day);
  const folders = PARTITION_KEYS[table].map((key, place) => `${key}=${values[place] ?? ''}/`);
  return `${table}/${folders.join('')}`;
};

/** Folder of one run of one partition, with a trailing slash. */
export const runPrefix = (table: PublishedTable, day: string, run: string): string =>
  `${partitionPrefix(table, day)}run=${run}/`;

/** Reads the partition back from a key below the table's folder; null for other keys. */
export function parsePartitionKey(
  table: PublishedTable,
  key: string,
): { day: string; rest: string } | null {
  const folders = PARTITION_KEYS[table].map((name) => `${name}=([^/]+)/`).join('');
  const found = new RegExp(`^${table}/${folders}(.*)$`, 's').exec(key);
  if (!found) return null;
  return { day: partitionOf(table, found.slice(1)), rest: found.at(-1) ?? '' };
}

/** Reads partition and run back from a key below the table's folder; null for other keys. */
export function parseRunKey(
  table: PublishedTable,
  key: string,
): { day: string; run: string } | null {
  const found = parsePartitionKey(table, key);
  const run = /^run=([^/]+)\//.exec(found?.rest ?? '')?.[1];
  return found && run !== undefined ? { day: found.day, run } : null;
}

/** The day under which the ledger keeps what was done for a partition: of a month, its first. */
export const ledgerDay = (table: PublishedTable, day: string): string =>
  PARTITION_KEYS[table].length > 1 ? `${day}-01` : day;

/** The partition that a day of the ledger is about. */
export const ofLedgerDay = (table: PublishedTable, ledger_day: string): string =>
  PARTITION_KEYS[table].length > 1 ? ledger_day.slice(0, 'YYYY-MM'.length) : ledger_day;

export interface HistoryPart {
  day: string;
  account_id: string;
  region: string;
  workgroup: string;
  /** The collected window, `D` or `DTHH`: the same on every re-run. */
  window: string;
  part: number;
}

/** Key of one history file. A workgroup's name is safe in a key: `[a-zA-Z0-9._-]`. */
export const historyKey = (p: HistoryPart): string =>
  `history/day=${p.day}/account_id=${p.account_id}/region=${p.region}/workgroup=${p.workgroup}/` +
  `${p.window}.part-${String(p.part).padStart(4, '0')}.json.gz`;

/** The one file of the table `addresses`. */
export const ADDRESSES_KEY = 'addresses/addresses.json.gz';

/** Where the lake's own trail begins: `AWSLogs/` is its layout's first folder. */
export const TRAIL_PREFIX = 'trail/AWSLogs/';

/** TRAIL_LOCATION of a lake whose trail is its own. */
export const ownTrail = (bucket: string): string => `s3://${bucket}/${TRAIL_PREFIX}`;

export interface TrailPart {
  /** The folder's date, for every reader the delivered day. */
  day: string;
  account_id: string;
  region: string;
  /** The collected window, `D` or `DTHH`: the same on every re-run. */
  window: string;
  part: number;
}

/**
 * Key of one log file of the lake's own trail, in the layout of a trail (CloudTrail user guide,
 * "Finding your CloudTrail log files") with the window in place of time and unique string.
 */
export const trailKey = ({ day, account_id, region, window, part }: TrailPart): string =>
  `${TRAIL_PREFIX}${account_id}/CloudTrail/${region}/${day.replaceAll('-', '/')}/` +
  `${account_id}_CloudTrail_${region}_${window}.part-${String(part).padStart(4, '0')}.json.gz`;

/** Folder of one job's records of one day, with a trailing slash. */
export const ledgerPrefix = (day: string, job: Job, account_id: string, region: string): string =>
  `ledger/day=${day}/job=${job}/account_id=${account_id}/region=${region}/`;

/** Key of what a backfill says of the days that it rebuilt. */
export const backfillKey = (run: string): string => `backfill/${run}.json`;

/** The newest report as a page. */
export const REPORT_INDEX = 'report/index.html';

/** The report whose last day is this one. */
export const reportPageKey = (day: string): string => `report/${day}.html`;

/** What a report of one hour is named by, all in its own time zone. */
export interface ReportName {
  /** `YYYY-MM-DD` */
  day: string;
  /** `00` to `23`. */
  hour: string;
  /** The hour that the clocks show a second time, when they are set back. */
  repeated: boolean;
  format: ReportFormat;
}

export type ReportFormat = 'csv' | 'json';

/** Key of one report; the repeated hour is `…_h02b`, beside `…_h02` and after it. */
export function reportKey({ day, hour, repeated, format }: ReportName): string {
  const [year = '', month = '', of_month = ''] = day.split('-');
  const folder = `reports/year=${year}/month=${month}/day=${of_month}/hour=${hour}/`;
  return `${folder}report_${year}_${month}_${of_month}_h${hour}${repeated ? 'b' : ''}.${format}`;
}
