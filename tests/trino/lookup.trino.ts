/** The demo organization without its trail: what LookupEvents gave, on both engines. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { addDays, dayRange } from '../../src/core/days';
import { EVENTS } from '../../src/core/tables';
import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import { folderFiles } from '../../src/local/folder-files';
import { lookUpDemo } from '../lookup/demo-lookup';
import { bothEngines } from './both-engines';
import { expectSame } from './expect-same';
import { note } from './ran';
import { runningTrino } from './running';
import { runPlan } from './run-plan';

const DEMO: DemoInput = { seed: 5, days: 2, last_day: '2026-11-20' };
const FIRST = addDays(DEMO.last_day, 1 - DEMO.days);

async function write(folder: string): Promise<void> {
  for (const { key, body } of demoOrganization(DEMO)) {
    if (!key.startsWith('history/')) continue;
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), gzipSync(body));
  }
  await lookUpDemo(folderFiles(folder), DEMO);
}

test('the events are the same, row for row, and have callers', async () => {
  const lakes = await bothEngines('lookup', write);
  try {
    const plan = {
      submission_days: dayRange(addDays(FIRST, -1), addDays(DEMO.last_day, 1)),
      event_days: dayRange(FIRST, DEMO.last_day),
      with_late_days: false,
    };
    await runPlan(lakes.duckdb.ports, plan, 'all');
    await runPlan(lakes.trino.ports, plan, 'all');
    const columns = [...EVENTS.columns, ...EVENTS.partitions].map(({ name }) => `"${name}"`);
    const order = 'query_execution_id NULLS LAST, event_id NULLS LAST, day';
    const sql = `SELECT ${columns.join(', ')} FROM events ORDER BY ${order}`;
    const answer = await lakes.duckdb.select(sql);
    expectSame(await lakes.trino.select(sql), answer);
    const matched = "SELECT COUNT(user) AS n FROM events WHERE record_source = 'matched'";
    const { rows } = await lakes.trino.select(matched);
    expect(Number(rows[0]?.[0])).toBeGreaterThan(100);
    note(runningTrino().root, { equal: 'tables', count: 1 });
  } finally {
    await lakes.close();
  }
}, 900_000);
