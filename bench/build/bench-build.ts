/** One day of 200,000 queries among 1,000,000 trail records: our build, and a pandas script. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonWith } from '../../tools/python-home';
import { folderBytes } from '../folder-size';
import type { Row } from '../row';
import { DAY, makeDay } from './make-day';
import { timed } from './timed';

const QUERIES = 200_000;
/** Both are run this often, in turn, so that a machine that slows down slows both; the medians count. */
const ROUNDS = 3;

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** What the script of today imports. */
const python = (): string => join(pythonWith('bench', 'pandas\npyarrow\n'), 'python');

/** What a query takes on disk; of rounds that built the day again, the share of one. */
const sizes = (lake: string): Row[] =>
  (['history', 'submissions', 'events'] as const).map((table) => ({
    measure: `${table}, compressed`,
    value: folderBytes(join(lake, table)) / QUERIES / (table === 'history' ? 1 : ROUNDS),
    unit: 'bytes/query',
  }));

const ours = (lake: string) =>
  timed(process.execPath, [
    'bin/athena-ledger.js',
    'build',
    '--lake',
    lake,
    '--from',
    DAY,
    '--to',
    DAY,
  ]);

/** @throws Error if the two do not find the same queries */
export async function benchBuild(): Promise<Row[]> {
  const lake = mkdtempSync(join(tmpdir(), 'ledger-bench-'));
  try {
    const made = makeDay(lake, QUERIES);
    const interpreter = python();
    const build: Awaited<ReturnType<typeof timed>>[] = [];
    const script: typeof build = [];
    for (let round = 0; round < ROUNDS; round++) {
      build.push(await ours(lake));
      script.push(
        await timed(interpreter, [
          'bench/build/plain_pandas.py',
          lake,
          DAY,
          join(lake, 'pandas.parquet'),
        ]),
      );
    }
    const found = Number(script[0]?.stdout.trim());
    if (found !== QUERIES || !build[0]?.stdout.includes('200,000 matched')) {
      throw new Error(
        `The two disagree: pandas found ${found}; build said: ${build[0]?.stdout ?? ''}`,
      );
    }
    const seconds = median(build.map((run) => run.seconds));
    const theirs = median(script.map((run) => run.seconds));
    return [
      { measure: 'trail of the day, as JSON', value: made.trail_json_bytes / 2 ** 20, unit: 'MiB' },
      { measure: 'build', value: seconds, unit: 's' },
      { measure: 'pandas script', value: theirs, unit: 's' },
      { measure: 'build / script', value: seconds / theirs, unit: '', goal: '<= 0.25' },
      {
        measure: 'build, peak memory',
        value: Math.max(...build.map((run) => run.peak_mib)),
        unit: 'MiB',
        goal: '<= 572 (600 MB)',
      },
      {
        measure: 'script, peak memory',
        value: Math.max(...script.map((run) => run.peak_mib)),
        unit: 'MiB',
      },
      ...sizes(lake),
    ];
  } finally {
    rmSync(lake, { recursive: true, force: true });
  }
}
