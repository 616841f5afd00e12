/** No trail at all: LookupEvents, then build, and the events are those of a real trail. */
import { gzipSync } from 'node:zlib';
import { addDays, dayRange } from '../../src/core/days';
import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import { EVENTS } from '../../src/core/tables';
import { startJob } from '../../src/events/job-state';
import { LIST_PRICES } from '../../src/events/prices';
import { runJob } from '../../src/events/run-job';
import { noDeadline } from '../../src/core/clock';
import { folderFiles } from '../../src/local/folder-files';
import { folderTrail } from '../../src/local/folder-trail';
import { openLake } from '../../src/local/lake';
import { VIEWS } from '../../src/report/views';
import { scratch } from '../local/scratch';
import { keptLog } from '../memory/kept-log';
import { lookUpDemo } from './demo-lookup';

const DEMO: DemoInput = { seed: 5, days: 2, last_day: '2026-11-20' };
const FIRST = addDays(DEMO.last_day, 1 - DEMO.days);
const COLUMNS = EVENTS.columns.map(({ name }) => `"${name}"`).join(', ');

async function writeDemo(lake: string, prefixes: readonly string[]): Promise<void> {
  const files = folderFiles(lake);
  for (const { key, body } of demoOrganization(DEMO))
    if (prefixes.some((prefix) => key.startsWith(prefix)))
      await files.write(key, key.endsWith('.gz') ? gzipSync(body) : Buffer.from(body));
}

/** Builds all days and asks for every event, and for the ledger's view of each day. */
async function built(folder: string): Promise<{ events: unknown[][]; completeness: unknown[][] }> {
  const lake = await openLake(folder, { views: VIEWS });
  try {
    const plan = {
      submission_days: dayRange(addDays(FIRST, -1), addDays(DEMO.last_day, 1)),
      event_days: dayRange(FIRST, DEMO.last_day),
      with_late_days: false,
    };
    const trail = await folderTrail(`${folder}/trail`);
    await runJob({ ...lake, trail, log: keptLog() }, startJob(plan, '20261121T060000Z-a', false), {
      deadline: noDeadline,
      account_id: 'local',
      region: 'local',
      prices: LIST_PRICES,
    });
    const order = 'ORDER BY day, query_execution_id NULLS LAST, event_id NULLS LAST';
    const { rows } = await lake.sql.select(`SELECT day, ${COLUMNS} FROM events ${order}`);
    const counts = 'day, submissions, history_rows, matched, history_only, trail_only, rejected';
    const ledger = await lake.sql.select(`SELECT ${counts} FROM completeness ORDER BY day`);
    return { events: rows, completeness: ledger.rows };
  } finally {
    lake.sql.close();
  }
}

test('the events are those that a trail gives, row for row', async () => {
  const [with_trail, without] = [scratch(), scratch()];
  await writeDemo(with_trail, ['history/', 'trail/']);
  await writeDemo(without, ['history/']);
  expect(await lookUpDemo(folderFiles(without), DEMO)).toBeGreaterThan(100);
  const expected = await built(with_trail);
  const found = await built(without);
  expect(expected.events.length).toBeGreaterThan(100);
  expect(found.completeness).toEqual(expected.completeness);
  expect(found.events).toEqual(expected.events);
});
