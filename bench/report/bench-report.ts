/** The report of large lakes: its page's size, and the memory and time that it takes to make it. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../src/core/days';
import { timed } from '../build/timed';
import { folderBytes } from '../folder-size';
import type { Row } from '../row';
import { LAST_DAY, fileOf, makeLake } from './make-lake';
import { pageScan } from './page-scan';

/** More queries with the same days, and more days with as many queries: neither may make it larger. */
const LAKES: readonly (readonly [days: number, queries_a_day: number])[] = [
  [30, 100_000],
  [30, 1_000_000],
  [365, 1_000_000],
];
/** Days that differ; a year of them would take a night to write, and 36 GB. */
const DIFFERENT = 7;

async function reportOf(
  lake: string,
  days: number,
): Promise<{ peak_mib: number; seconds: number }> {
  const from = addDays(LAST_DAY, 1 - days);
  const args = ['bin/athena-ledger.js', 'report', '--lake', lake, '--from', from, '--to', LAST_DAY];
  return await timed(process.execPath, args);
}

async function measure(days: number, queries: number): Promise<Row[]> {
  const lake = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  try {
    await makeLake(lake, days, queries, DIFFERENT);
    const { peak_mib, seconds } = await reportOf(lake, days);
    const page = statSync(join(lake, 'report/index.html')).size;
    const first_day = addDays(LAST_DAY, 1 - days);
    const scanned = await pageScan(fileOf(lake, LAST_DAY), first_day, LAST_DAY);
    const name = `${days} days × ${queries.toLocaleString('en-US')}`;
    return [
      {
        measure: `${name}: events`,
        value: folderBytes(join(lake, 'events')) / 2 ** 20,
        unit: 'MiB',
      },
      { measure: `${name}: page`, value: page / 1e6, unit: 'MB', goal: '< 10' },
      { measure: `${name}: peak memory`, value: peak_mib, unit: 'MiB' },
      { measure: `${name}: time`, value: seconds, unit: 's' },
      {
        measure: `${name}: Athena would read`,
        value: scanned / queries,
        unit: 'bytes × queries a day',
      },
    ];
  } finally {
    rmSync(lake, { recursive: true, force: true });
  }
}

export async function benchReport(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [days, queries] of LAKES) rows.push(...(await measure(days, queries)));
  return rows;
}
