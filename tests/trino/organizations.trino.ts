/**
 * Random organizations, laid into a few lakes, built by the stages on both engines: equal row for
 * row, and as the oracle of tests/oracle wants them.
 */
import fc from 'fast-check';
import { deliveredDays } from '../../src/local/folder-trail';
import { EVENTS, SUBMISSIONS, type Table } from '../../src/core/tables';
import { join } from 'node:path';
import { keyOf } from '../oracle/oracle';
import { near, shiftDay, type Organization } from '../oracle/organization';
import type { BuiltDay, Row } from '../property/built-lake';
import { describeDifferences, differences } from '../property/differences';
import { fourDays, merge } from '../property/many-organizations';
import { FIRST_DAYS, organizationsFrom } from '../property/random-organizations';
import { writeOrganization } from '../property/write-organization';
import { bothEngines, type Answer, type EngineLake } from './both-engines';
import { isSpared, withoutDigitsByLetters } from './digits-by-letters';
import { expectSame, textOf } from './expect-same';
import { note } from './ran';
import { runPlan } from './run-plan';
import { runningTrino } from './running';

/** The days that the trail's folders name and that the organization's days read. */
async function planOf({ days }: Organization, lake: EngineLake) {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  const read = (day: string): boolean => day >= shiftDay(first, -1) && near(day, last, 99, 31);
  const submission_days = (await deliveredDays(join(lake.folder, 'trail'))).filter(read);
  return { submission_days, event_days: days, with_late_days: false };
}

/** All columns, in an order that the rows themselves give: a record may be there twice. */
async function allRows(lake: EngineLake, table: Table): Promise<Answer> {
  const columns = [...table.columns, ...table.partitions].map(({ name }) => `"${name}"`);
  const answer = await lake.select(`SELECT ${columns.join(', ')} FROM ${table.name}`);
  const sorted = answer.rows.map((row) => ({ row, text: textOf(row) }));
  sorted.sort((a, b) => (a.text < b.text ? -1 : 1));
  return { ...answer, rows: sorted.map(({ row }) => row) };
}

/** As the oracle's comparison wants it. */
function builtDays(
  org: Organization,
  { columns, rows }: Answer,
  built: Awaited<ReturnType<typeof runPlan>>,
): Record<string, BuiltDay> {
  const all = rows.map((row) => Object.fromEntries(columns.map((n, i) => [n, row[i]])) as Row);
  const sorted = all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const of = (day: string): BuiltDay => ({
    events: sorted.filter((row) => row['day'] === day),
    counts: built.find((one) => one.table === 'events' && one.day === day)?.counts ?? {},
  });
  return Object.fromEntries(org.days.map((day) => [day, of(day)]));
}

test.each([
  { first_day: FIRST_DAYS[0], seed: 401, size: 100 },
  { first_day: FIRST_DAYS[1], seed: 501, size: 100 },
])(
  '$size organizations from $first_day, seed $seed',
  async ({ first_day, seed, size }) => {
    const days = fourDays(first_day);
    const org = merge(fc.sample(organizationsFrom(first_day), { seed, numRuns: size }), days);
    const suite = `organizations ${seed}`;
    const lakes = await bothEngines(suite, (folder) => {
      writeOrganization(org, folder);
    });
    try {
      const { trino, duckdb } = lakes;
      const plan = await planOf(org, duckdb);
      const ours = await runPlan(duckdb.ports, plan, 'duckdb');
      const theirs = await runPlan(trino.ports, plan, 'trino');
      const counts = (built: typeof ours) =>
        built.map(({ table, day, counts: c }) => [table, day, c]);
      expect(counts(theirs)).toEqual(counts(ours));
      expectSame(await allRows(trino, SUBMISSIONS), await allRows(duckdb, SUBMISSIONS));
      const events = await allRows(trino, EVENTS);
      expect(events.rows.length).toBeGreaterThan(size);
      expectSame(
        withoutDigitsByLetters(events),
        withoutDigitsByLetters(await allRows(duckdb, EVENTS)),
      );
      const found = differences(org, builtDays(org, events, theirs));
      expect(describeDifferences(found.filter((one) => !isSpared(one, events)))).toBe('');
      note(runningTrino().root, { equal: 'random organizations', count: size });
    } finally {
      await lakes.close();
    }
  },
  900_000,
);
