import { noDeadline } from '../../src/core/clock';
import { dayRange } from '../../src/core/days';
import { startExport, type ExportState } from '../../src/exports/job-state';
import { slicesOfDays } from '../../src/exports/plan';
import type { ExportOptions, ExportPorts } from '../../src/exports/run-export';
import { timeZone } from '../../src/exports/time-zone';
import { keptLog } from '../memory/kept-log';
import { memoryCatalog, type MemoryCatalog } from '../memory/memory-catalog';
import { memoryFiles, type MemoryFiles } from '../memory/memory-files';
import { steppingClock, type SteppingClock } from '../stand-ins/stepping-clock';
import { modelReader, type ModelEvent, type ModelReader } from './events-model';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-west-1';
export const RUN = '20260302T021500Z-1f2e3d4c';

export interface ExportScene extends ExportPorts {
  reader: ModelReader;
  catalog: MemoryCatalog;
  files: MemoryFiles;
  reports: MemoryFiles;
  clock: SteppingClock;
}

/** Every twenty minutes of the days a query. */
export const threeAnHour = (from: string, to: string): ModelEvent[] =>
  dayRange(from, to).flatMap((day) =>
    Array.from({ length: 72 }, (_, n) => {
      const at = new Date(Date.parse(day) + n * 20 * 60_000).toISOString();
      return { id: `${day}-${String(n).padStart(2, '0')}`, at: at.replace('T', ' ').slice(0, 23) };
    }),
  );

/** A lake whose days are published at `now`, as far as they have events. */
export async function exportScene(
  events: readonly ModelEvent[],
  now = '2026-03-05T02:15:00.000Z',
): Promise<ExportScene> {
  const clock = steppingClock(now);
  const catalog = memoryCatalog(clock);
  const days = new Set(events.map(({ at, day = at.slice(0, 10) }) => day));
  for (const day of days) await catalog.publish('events', day, `${RUN}-1`);
  const files = memoryFiles();
  const reader = modelReader(events);
  return { reader, catalog, files, reports: files, clock, log: keptLog() };
}

export const options = (over: Partial<ExportOptions> = {}): ExportOptions => ({
  deadline: noDeadline,
  account_id: ACCOUNT,
  region: REGION,
  ...over,
});

/** The job of some local days. */
export const jobOf = (
  from: string,
  to: string,
  over: Partial<Pick<ExportState, 'format' | 'time_zone' | 'run'>> = {},
): ExportState => {
  const job = { run: RUN, format: 'csv' as const, time_zone: 'UTC', ...over };
  return startExport({ ...job, slices: slicesOfDays(timeZone(job.time_zone), from, to) });
};

/** Ids by report, in the order of keys; the key's last part is enough to know it by. */
export const reportsIn = ({ files }: MemoryFiles): Record<string, string[]> =>
  Object.fromEntries(
    [...files]
      .filter(([key]) => key.startsWith('reports/'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, body]) => [
        key.split('/').at(-1)!,
        body
          .toString('utf8')
          .split('\r\n')
          .slice(1, -1)
          .map((line) => line.split(',')[0]!),
      ]),
  );
