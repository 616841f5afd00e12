/** The demo organization built twice: by the stages on Trino, and by the stages on DuckDB. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compactMonth } from '../../src/compact/compact-month';
import { MOST_LATE_DAYS } from '../../src/compact/delivered-days';
import { noDeadline, systemClock } from '../../src/core/clock';
import { addDays, dayRange } from '../../src/core/days';
import { monthOf } from '../../src/core/months';
import { runId, statementToken } from '../../src/core/run-id';
import { growingStatements } from '../../src/submissions/statements';
import { demoOrganization, type DemoInput } from '../../src/demo/demo-organization';
import { bothEngines, type EngineLake } from './both-engines';
import { runPlan } from './run-plan';

async function writeDemo(folder: string, input: DemoInput): Promise<void> {
  for (const { key, body } of demoOrganization(input)) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), key.endsWith('.gz') ? gzipSync(body) : body);
  }
}

async function build({ ports }: EngineLake, { days, last_day }: DemoInput): Promise<void> {
  const from = addDays(last_day, 1 - days);
  const submission_days = dayRange(from, addDays(last_day, 1));
  const event_days = dayRange(from, last_day);
  await runPlan(ports, { submission_days, event_days, with_late_days: false }, 'all');
  // As the hourly job begins: the published rows go into a next run, which nobody publishes here.
  for (const statement of growingStatements([], last_day, `${runId(systemClock.now(), 'grown')}-1`))
    await ports.sql.insert(statement, { token: statementToken(statement), deadline: noDeadline });
  // Submissions newer than the events: the job looks for late days, and finds none.
  const again = { submission_days: [last_day], event_days: [], with_late_days: true };
  await runPlan(ports, again, 'again');
  const month = monthOf(last_day);
  const run = runId(systemClock.now(), 'month');
  const where = { account_id: 'local', region: 'local' };
  const options = { deadline: noDeadline, ...where };
  await compactMonth(ports, { month, run, late_days: MOST_LATE_DAYS, force: false }, options);
}

export async function demoLakes(input: DemoInput): ReturnType<typeof bothEngines> {
  const lakes = await bothEngines('demo', (folder) => writeDemo(folder, input));
  await build(lakes.duckdb, input);
  await build(lakes.trino, input);
  return lakes;
}
