import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { addDays, dayRange } from '../core/days';
import { InvalidInput } from '../core/errors';
import { monthOf } from '../core/months';
import { demoOrganization } from '../demo/demo-organization';
import { folderFiles } from '../local/folder-files';
import { makeFolder } from '../local/make-folder';
import { openLake } from '../local/lake';
import { VIEWS } from '../report/views';
import { buildLake } from './build-lake';
import { compactLake } from './compact';
import { wholeNumber } from './options';
import { reportOf, writePage } from './report-of-lake';
import { summarize } from './summary';

/** The demo's last day stands still, so that it prints the same whenever it runs. */
const LAST_DAY = '2026-11-20';
/** Says that a folder is a demo of ours and may be replaced. */
const MARK = '.athena-ledger-demo';

interface DemoOptions {
  lake: string;
  days: number;
  seed: number;
}

/** @throws InvalidInput if the folder holds anything but an earlier demo */
async function clearFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  const found = await readdir(folder);
  if (found.length > 0 && !found.includes(MARK)) {
    throw new InvalidInput(
      `${folder}: holds files that are no demo; name an empty or new folder by --lake.`,
    );
  }
  await Promise.all(found.map((name) => rm(join(folder, name), { recursive: true, force: true })));
  await writeFile(
    join(folder, MARK),
    'Made by "athena-ledger demo", which replaces this folder.\n',
  );
}

async function writeOrganization({ lake, days, seed }: DemoOptions): Promise<void> {
  const files = folderFiles(lake);
  for (const { key, body } of demoOrganization({ seed, days, last_day: LAST_DAY })) {
    await files.write(key, key.endsWith('.gz') ? gzipSync(body) : Buffer.from(body));
  }
}

const nextSteps = (lake: string): string => `Go on
  npx athena-ledger query --lake ${lake} --list
  npx athena-ledger query --lake ${lake} @repeated-queries
  npx athena-ledger query --lake ${lake} \\
    "SELECT user, SUM(data_scanned) AS total_data_scanned
       FROM events GROUP BY user ORDER BY total_data_scanned DESC LIMIT 10"
  npx athena-ledger collect --help    # your own account
`;

async function demo(options: DemoOptions): Promise<void> {
  const { lake: folder, days } = options;
  const from = addDays(LAST_DAY, 1 - days);
  await clearFolder(folder);
  process.stderr.write(
    `Making a demo organization in ${folder}/ and building its ${days} days …\n`,
  );
  await writeOrganization(options);
  await buildLake({ lake: folder, from, to: LAST_DAY });
  for (const month of new Set(dayRange(from, LAST_DAY).map(monthOf)))
    await compactLake({ lake: folder, month });
  const lake = await openLake(folder, { views: VIEWS });
  try {
    const glance = await summarize(lake.sql, from, LAST_DAY);
    process.stdout.write(
      `\nAthena Ledger · demo organization · ${from} to ${LAST_DAY} (UTC)\n${glance}${nextSteps(folder)}`,
    );
  } finally {
    lake.sql.close();
  }
  const { page } = await reportOf({ lake: folder, from, to: LAST_DAY, sql: 'full' });
  const file = await writePage(page, { lake: folder });
  process.stdout.write(`\nThe report is there to open: ${file}\n`);
}

/** `athena-ledger demo`. */
export const demoCommand = (): Command =>
  new Command('demo')
    .description('make a made-up organization, build its ledger and show it')
    .option('--lake <dir>', 'folder to make it in', 'athena-ledger-demo')
    .option('--days <n>', 'how many days', wholeNumber(1, 60), 14)
    .option('--seed <n>', 'another number makes another organization', wholeNumber(0, 2 ** 31), 1)
    .addHelpText(
      'after',
      '\nExamples:\n  $ athena-ledger demo\n  $ athena-ledger demo --lake my-demo --days 30 --seed 7',
    )
    .action(demo);
