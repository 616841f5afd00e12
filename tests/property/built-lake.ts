/** An organization, built by the real stages in a folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noDeadline } from '../../src/core/clock';
import { runId } from '../../src/core/run-id';
import { LIST_PRICES } from '../../src/events/prices';
import { startJob } from '../../src/events/job-state';
import { runJob } from '../../src/events/run-job';
import { openLake, type LocalLake } from '../../src/local/lake';
import { deliveredDays, folderTrail, noTrail } from '../../src/local/folder-trail';
import { keptLog } from '../memory/kept-log';
import { keyOf } from '../oracle/oracle';
import { near, shiftDay, type Organization } from '../oracle/organization';
import { writeOrganization } from './write-organization';

/** A row of `events` as the table has it. */
export type Row = Record<string, unknown> & {
  query_execution_id: string | null;
  event_id: string | null;
};

export interface BuiltDay {
  /** Sorted by key. */
  events: Row[];
  /** The ledger's numbers. */
  counts: Record<string, number>;
}

async function buildDays(lake: LocalLake, folder: string, org: Organization, run: string) {
  const place = join(folder, 'trail');
  const trail = org.trail.length > 0 ? await folderTrail(place) : noTrail;
  const [first = '', last = ''] = [org.days[0], org.days.at(-1)];
  const wanted = (day: string): boolean => day >= shiftDay(first, -1) && near(day, last, 99, 31);
  const submission_days = (await deliveredDays(place)).filter(wanted);
  const plan = { submission_days, event_days: org.days, with_late_days: false };
  const options = {
    deadline: noDeadline,
    account_id: 'local',
    region: 'local',
    prices: LIST_PRICES,
  };
  return await runJob({ ...lake, trail, log: keptLog() }, startJob(plan, run, false), options);
}

async function readEvents(lake: LocalLake, day: string): Promise<Row[]> {
  const { columns, rows } = await lake.sql.select(`SELECT * FROM events WHERE day = '${day}'`);
  return rows
    .map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])) as Row)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** Builds every day, and reads it back: the day's rows and the ledger's counts. */
async function build(lake: LocalLake, folder: string, org: Organization, run: string) {
  const result = await buildDays(lake, folder, org, run);
  const days: Record<string, BuiltDay> = {};
  for (const day of org.days) {
    const built = result.built.find((found) => found.table === 'events' && found.day === day);
    days[day] = { events: await readEvents(lake, day), counts: built?.counts ?? {} };
  }
  return days;
}

/** Builds the organization twice, each time all of it. */
export async function buildTwice(
  org: Organization,
): Promise<[first: Record<string, BuiltDay>, again: Record<string, BuiltDay>]> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-property-'));
  writeOrganization(org, folder);
  const lake = await openLake(folder);
  try {
    const first = await build(lake, folder, org, runId(lake.clock.now(), 'first'));
    return [first, await build(lake, folder, org, runId(lake.clock.now(), 'again'))];
  } finally {
    lake.sql.close();
    await rm(folder, { recursive: true, force: true });
  }
}
