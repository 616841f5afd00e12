import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput } from '../core/errors';
import type { Trail, TrailSource } from '../core/ports';

const ACCOUNT = /^\d{12}$/;
const ORGANIZATION = /^o-[a-z0-9]+$/;

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
  const logs = join(folder, 'AWSLogs');
  return {
    async sources(delivered_day) {
      const found = new Map<string, TrailSource>();
      for (const account of await accountFolders(logs)) {
        for (const region of await names(join(logs, account, 'CloudTrail'))) {
          const day = join(logs, account, 'CloudTrail', region, ...delivered_day.split('-'));
          const account_id = account.slice(-12);
          if ((await names(day)).length > 0)
            found.set(`${account_id}/${region}`, { account_id, region });
        }
      }
      return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source);
    },
  };
}

/** Delivered days that the copy holds at least one file of, sorted. */
export async function deliveredDays(folder: string): Promise<string[]> {
  const logs = join(folder, 'AWSLogs');
  const days = new Set<string>();
  for (const account of await accountFolders(logs)) {
    const regions = join(logs, account, 'CloudTrail');
    for (const region of await names(regions)) {
      for (const year of await names(join(regions, region))) {
        for (const month of await names(join(regions, region, year))) {
          for (const day of await names(join(regions, region, year, month)))
            days.add(`${year}-${month}-${day}`);
        }
      }
    }
  }
  return [...days].sort();
}

export { noTrail } from '../core/no-trail';
