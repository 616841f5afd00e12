/** A day of the demo organization: its files, and its events as the laptop builds them. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noDeadline, systemClock } from '../../../src/core/clock';
import { addDays, yesterday } from '../../../src/core/days';
import { runId } from '../../../src/core/run-id';
import { demoOrganization } from '../../../src/demo/demo-organization';
import type { DemoFile } from '../../../src/demo/history-files';
import { startJob } from '../../../src/events/job-state';
import { LIST_PRICES } from '../../../src/events/prices';
import { runJob } from '../../../src/events/run-job';
import { folderTrail } from '../../../src/local/folder-trail';
import { openLake } from '../../../src/local/lake';
import { keptLog } from '../../memory/kept-log';
import type { Row } from '../engine';
import { eventsOf } from './ledger-stack';

const TRAIL = 'trail/';

export interface DemoDay {
  day: string;
  /** Keys below the lake's bucket. */
  lake: DemoFile[];
  /** Keys below the trail's bucket. */
  trail: DemoFile[];
  /** What the same stages make of it on DuckDB. */
  events: Row[];
}

async function builtLocally(files: readonly DemoFile[], day: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-day-'));
  for (const { key, body } of files) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), key.endsWith('.gz') ? gzipSync(body) : body);
  }
  const lake = await openLake(folder, {});
  const ports = { ...lake, trail: await folderTrail(join(folder, 'trail')), log: keptLog() };
  const submission_days = [addDays(day, -1), day];
  const plan = { submission_days, event_days: [day], with_late_days: false };
  const job = startJob(plan, runId(systemClock.now(), 'local'), false);
  const where = { account_id: 'local', region: 'local' };
  await runJob(ports, job, { deadline: noDeadline, prices: LIST_PRICES, ...where });
  const { columns, rows } = await lake.sql.select(eventsOf(day));
  await rm(folder, { recursive: true, force: true });
  return rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
}

/** The log files of one folder as one: moto answers a hundred requests a second, not a thousand. */
function merged(files: readonly DemoFile[]): DemoFile[] {
  const folders = new Map<string, { key: string; records: unknown[] }>();
  for (const { key, body } of files) {
    const folder = dirname(key);
    const into = folders.get(folder) ?? { key, records: [] };
    into.records.push(...(JSON.parse(body) as { Records: unknown[] }).Records);
    folders.set(folder, into);
  }
  return [...folders.values()].map(({ key, records }) => ({
    key,
    body: JSON.stringify({ Records: records }),
  }));
}

/** Yesterday, since a function goes by the real time. */
export async function demoDay(): Promise<DemoDay> {
  const day = yesterday(systemClock.now());
  const all = [...demoOrganization({ seed: 1, days: 2, last_day: day })];
  const isLog = ({ key }: DemoFile): boolean => key.includes('/CloudTrail/');
  const files = [...all.filter((file) => !isLog(file)), ...merged(all.filter(isLog))];
  const inTrail = ({ key }: DemoFile): boolean => key.startsWith(TRAIL);
  return {
    day,
    lake: files.filter((file) => !inTrail(file)),
    trail: files.filter(inTrail).map(({ key, body }) => ({ key: key.slice(TRAIL.length), body })),
    events: await builtLocally(files, day),
  };
}
