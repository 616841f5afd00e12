import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput } from '../core/errors';
import type { Trail, TrailSource } from '../core/ports';

export { noTrail } from '../core/no-trail';

const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /^o-[a-z0-9]+$/;
const LOG_FILE = /^[^._].*\.json(?:\.gz)?$/;

async function names(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.map((entry) => entry.name).sort();
}

/** Folders of accounts: directly below AWSLogs/, or below an organization's folder. */
async function accountFolders(logs: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await names(logs)) {
    if (ACCOUNT.test(name)) found.push(name);
    if (!ORGANIZATION.test(name)) continue;
    const members = (await names(join(logs, name))).filter((member) => ACCOUNT.test(member));
    found.push(...members.map((member) => join(name, member)));
  }
  return found;
}

interface RegionFolder extends TrailSource {
  folder: string;
}

/** Folders `…/ACCOUNT/CloudTrail/REGION` of a copy, each once. */
async function regionFolders(trail: string): Promise<RegionFolder[]> {
  const logs = join(trail, 'AWSLogs');
  const found: RegionFolder[] = [];
  for (const account of await accountFolders(logs)) {
    const regions = join(logs, account, 'CloudTrail');
    for (const region of await names(regions))
      found.push({ account_id: account.slice(-12), region, folder: join(regions, region) });
  }
  return found;
}

/** Paths `yyyy/MM/dd` below a region's folder. */
async function dayPaths(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const year of await names(folder)) {
    for (const month of await names(join(folder, year))) {
      const days = await names(join(folder, year, month));
      found.push(...days.map((day) => `${year}/${month}/${day}`));
    }
  }
  return found;
}

/**
 * A copy of a trail's bucket: the folder above `AWSLogs/`, of an organization's trail or an account's.
 * @throws InvalidInput if there is no `AWSLogs/`
 */
export async function folderTrail(folder: string): Promise<Trail> {
  if (!(await names(folder)).includes('AWSLogs')) {
    throw new InvalidInput(
      `${folder}: no AWSLogs/ in this folder; name the folder above AWSLogs/, as in the trail’s bucket.`,
    );
  }
  return {
    async sources(delivered_day) {
      const path = delivered_day.replaceAll('-', '/');
      const found = new Map<string, TrailSource>();
      for (const { folder: region_folder, account_id, region } of await regionFolders(folder)) {
        if ((await names(join(region_folder, path))).length > 0)
          found.set(`${account_id}/${region}`, { account_id, region });
      }
      return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
    },
  };
}

/** Delivered days that the copy has a folder of, sorted. */
export async function deliveredDays(trail: string): Promise<string[]> {
  const days = new Set<string>();
  for (const { folder } of await regionFolders(trail)) {
    for (const path of await dayPaths(folder)) days.add(path.replaceAll('/', '-'));
  }
  return [...days].sort();
}

/**
 * CloudTrail's files of a copy.
 * @param paths `yyyy/MM/dd`: the delivered days wanted; null for all
 */
export async function logFiles(trail: string, paths: readonly string[] | null): Promise<string[]> {
  const found: string[] = [];
  for (const { folder } of await regionFolders(trail)) {
    for (const path of paths ?? (await dayPaths(folder))) {
      const files = (await names(join(folder, path))).filter((name) => LOG_FILE.test(name));
      found.push(...files.map((name) => join(folder, path, name)));
    }
  }
  return found;
}
