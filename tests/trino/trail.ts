/** The trail's tables of a lake: one for each `AWSLogs/` folder that it has, and the view over them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrinoClient } from './client';
import { trailTable, trailView } from './tables';

/** `AWSLogs`, and the organization's folders in it. */
async function trailFolders(lake: string): Promise<string[]> {
  const names = await readdir(join(lake, 'trail', 'AWSLogs')).catch(() => []);
  const organizations = names.filter((name) => name.startsWith('o-')).sort();
  return ['trail/AWSLogs', ...organizations.map((name) => `trail/AWSLogs/${name}`)];
}

/**
 * Makes what is not there yet. A case may add the first file of a trail at any step.
 * @param lake the lake's folder
 * @param location the same as Trino names it
 */
export function trinoTrail(client: TrinoClient, lake: string, location: string) {
  const made: string[] = [];
  return async (): Promise<void> => {
    const folders = await trailFolders(lake);
    if (folders.length === made.length) return;
    for (const folder of folders.slice(made.length)) {
      const name = `cloudtrail_files_${made.length}`;
      await client.run(trailTable(name, `${location}/${folder}`));
      made.push(name);
    }
    await client.run(trailView(made));
  };
}
