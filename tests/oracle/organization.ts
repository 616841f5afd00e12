import type { HistoryRow } from '../../src/core/tables/history';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [field: string]: Json;
}

/** A history line as it may stand in a file: a null field may also be left out. */
export type HistoryLine = Pick<
  HistoryRow,
  'query_execution_id' | 'account_id' | 'region' | 'collected_at'
> &
  Partial<HistoryRow>;

/** Everything that lies in a small lake before the build: keys are relative to the lake. */
export interface Organization {
  history: { key: string; rows: HistoryLine[] }[];
  trail: { key: string; records: JsonObject[] }[];
  /** The days to build, in order. Files may lie outside of them. */
  days: string[];
}

export interface TrailFolder {
  account_id: string;
  region: string;
  /** `YYYY-MM-DD`. */
  delivered_day: string;
}

const TRAIL_KEY =
  /^trail\/AWSLogs\/(?:o-[a-z0-9]+\/)?(\d+)\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\//;

/** What a key of the trail says; null for what is no log file (digests, other services). */
export function trailFolder(key: string): TrailFolder | null {
  const [, account_id, region, year, month, day] = TRAIL_KEY.exec(key) ?? [];
  if (!account_id || !region) return null;
  return { account_id, region, delivered_day: `${year ?? ''}-${month ?? ''}-${day ?? ''}` };
}

/** The day of the folder that a history file lies in. */
export const historyFolderDay = (key: string): string =>
  /^history\/day=([^/]+)\//.exec(key)?.[1] ?? '';

/** The day that lies `days` after `day`. */
export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** True if `day` lies from `before` days before `centre` to `after` days after it. */
export const near = (day: string, centre: string, before: number, after: number): boolean =>
  day >= shiftDay(centre, -before) && day <= shiftDay(centre, after);

/** A text of a record by its path; null if it is missing, empty or no text. */
export function textAt(record: Json | undefined, ...path: string[]): string | null {
  let value: Json | undefined = record;
  for (const field of path) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
    value = value[field];
  }
  return typeof value === 'string' && value !== '' ? value : null;
}
