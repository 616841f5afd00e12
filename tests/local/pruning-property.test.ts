/** Random WHERE clauses: a statement that prunes answers as one that cannot. */
import fc from 'fast-check';
import type { LocalLake } from '../../src/local/lake';
import { lines, open, put, rowsOf, scratch } from './scratch';

const DAYS = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'];
const STATES = ['SUCCEEDED', 'FAILED', 'RUNNING'];

let lake: LocalLake;

beforeAll(async () => {
  const folder = scratch();
  for (const day of DAYS) {
    const rows = STATES.map((state) => ({ query_execution_id: `${day} ${state}`, state }));
    put(folder, `history/day=${day}/account_id=1/region=r/workgroup=w/${day}.json.gz`, lines(rows));
  }
  lake = await open(folder);
});

const day = fc.constantFrom(...DAYS.map((value) => `'${value}'`));
const state = fc.constantFrom(...STATES.map((value) => `'${value}'`));
const text = (parts: TemplateStringsArray, ...from: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...from).map((chosen) => String.raw({ raw: parts }, ...chosen));

const predicate = fc.oneof(
  { weight: 4, arbitrary: text`day = ${day}` },
  text`day IN (${day}, ${day})`,
  text`day BETWEEN ${day} AND ${day}`,
  text`day >= ${day}`,
  text`day < ${day}`,
  text`day <> ${day}`,
  text`day NOT IN (${day})`,
  text`NOT day = ${day}`,
  text`(day = ${day}) = false`,
  text`COALESCE(day = ${day}, true)`,
  text`CASE WHEN day = ${day} THEN state = ${state} ELSE true END`,
  text`state = ${state}`,
  text`state <> ' OR day = ''2026-03-01'' ' /* OR day = ${day} */`,
  text`query_execution_id IN (SELECT query_execution_id FROM history WHERE day = ${day})`,
  text`state BETWEEN ${state} AND ${state}`,
  text`history.day = ${day}`,
);

const clause = fc.letrec<{ all: string }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    predicate,
    text`${tie('all')} AND ${tie('all')}`,
    text`${tie('all')} OR ${tie('all')}`,
    text`(${tie('all')})`,
    text`NOT (${tie('all')})`,
    text`${tie('all')} -- AND day = '2026-03-01'\n`,
  ),
})).all;

const rest = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  text` GROUP BY day, query_execution_id HAVING day = ${day} OR true`,
  text` EXCEPT SELECT query_execution_id FROM history WHERE state <> '' AND day = ${day}`,
  text` UNION SELECT query_execution_id FROM history WHERE ${predicate}`,
);

/** A scan in brackets is none that the pruning knows. */
const unpruned = (statement: string): string =>
  statement.replaceAll('FROM history WHERE', 'FROM (SELECT * FROM history) AS history WHERE');

const answer = async (statement: string) => (await rowsOf(lake, statement)).flat().sort();

test('random clauses', async () => {
  let pruned = 0;
  await fc.assert(
    fc.asyncProperty(clause, rest, async (where, more) => {
      const statement = `SELECT query_execution_id FROM history WHERE ${where}${more}`;
      const found = await answer(statement);
      expect(found).toEqual(await answer(unpruned(statement)));
      if (found.length > 0 && found.length < DAYS.length * STATES.length) pruned += 1;
    }),
    { numRuns: 250 },
  );
  expect(pruned).toBeGreaterThan(50);
});
