/** Keys as the collector and CloudTrail make them, and the files below them. */

const CLOCK = 'T0005Z';

/** Key of a history file: DAY or DAYTHH is the window that was collected. */
export function historyFileKey(at: {
  day: string;
  account_id: string;
  region: string;
  workgroup: string | null | undefined;
  part: number;
  hourly: boolean;
}): string {
  const folder = `account_id=${at.account_id}/region=${at.region}/workgroup=${at.workgroup ?? 'primary'}`;
  const window = at.hourly ? `${at.day}T07` : at.day;
  return `history/day=${at.day}/${folder}/${window}.part-${String(at.part).padStart(4, '0')}.json.gz`;
}

/** Key of a log file in an account's own trail, or in an organization's. */
export function trailFileKey(at: {
  account_id: string;
  region: string;
  delivered_day: string;
  file: number;
  organization_trail: boolean;
}): string {
  const organization = at.organization_trail ? 'o-a1b2c3d4e5/' : '';
  const folder = `${at.account_id}/CloudTrail/${at.region}/${at.delivered_day.replaceAll('-', '/')}`;
  const time = `${at.delivered_day.replaceAll('-', '')}${CLOCK}`;
  const name = `${at.account_id}_CloudTrail_${at.region}_${time}_${String(at.file).repeat(16)}`;
  return `trail/AWSLogs/${organization}${folder}/${name}.json.gz`;
}

/** Files by key, in the order in which they were begun. */
export class Shelf<T> {
  private readonly byKey = new Map<string, T[]>();

  /** Appends to a file, which is made even if there is nothing to append. */
  add(key: string, ...items: T[]): void {
    this.byKey.set(key, [...(this.byKey.get(key) ?? []), ...items]);
  }

  files(): [key: string, items: T[]][] {
    return [...this.byKey];
  }
}
