/** However long the texts of a lake are, its report stays one that opens. */
import { systemClock } from '../../src/core/clock';
import type { SqlEngine, SqlRow } from '../../src/core/ports';
import { makeReport } from '../../src/report/make-report';
import { COLUMNS, type Kind } from '../../src/report/figure-columns';
import { MODEL_PLACE } from '../../src/report/render';

/** Texts of the length that a figure cuts at, no two alike, each sign three bytes. */
const LONG: Partial<Record<Kind, number>> = { sql: 2_000, words: 200 };

/** Answers every figure with as many rows as its statement allows, or `most`, of it or of all. */
function fullLake(most: number | ((title: string) => number)): { sql: SqlEngine; asked: string[] } {
  const asked: string[] = [];
  let next = 0;
  const valueOf = (kind: Kind): string | number => {
    if (kind === 'number' || kind === 'flag') return 1;
    const length = LONG[kind];
    return length === undefined ? 'x' : `${next++}`.padEnd(length, '漢');
  };
  const query = (statement: string): Promise<SqlRow[]> => {
    asked.push(statement);
    if (statement.startsWith('-- Which days'))
      return Promise.resolve([{ first_day: '2026-03-01', last_day: '2026-03-30' }]);
    const limits = [...statement.matchAll(/(?:<=|LIMIT) (\d+)/g)].map(([, digits]) =>
      Number(digits),
    );
    // A figure without a limit has a row for each day.
    const there = typeof most === 'number' ? most : most(statement.split('\n')[0]!);
    const rows = Math.min(there, ...(limits.length > 0 ? limits : [2_000]));
    const [, columns] = Object.entries(COLUMNS).find(([, names]) =>
      Object.keys(names).every((name) => statement.includes(name)),
    )!;
    const row = (): SqlRow =>
      Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, valueOf(kind)]));
    return Promise.resolve(Array.from({ length: rows }, row));
  };
  return { asked, sql: { query, insert: () => Promise.reject(new Error('It reads only.')) } };
}

const sharesOf = (asked: readonly string[]): number[] =>
  asked
    .filter((statement) => statement.startsWith('-- What failed'))
    .map((statement) => Number(/cells_so_far <= (\d+)/.exec(statement)?.[1]));

test('is below 10 MB with the longest of all texts, by holding fewer of them', async () => {
  const { sql, asked } = fullLake(Infinity);
  const page = await makeReport({ sql, clock: systemClock }, MODEL_PLACE, { sql: 'full' });
  expect(Buffer.byteLength(page)).toBeLessThan(10_000_000);
  expect(sharesOf(asked)[0]).toBe(15_000);
  expect(sharesOf(asked).length).toBeGreaterThan(1);
  expect(Buffer.byteLength(page)).toBeGreaterThan(2_000_000);
});

test('is asked for once where it fits', async () => {
  const { sql, asked } = fullLake(100);
  await makeReport({ sql, clock: systemClock }, MODEL_PLACE, { sql: 'full' });
  expect(sharesOf(asked)).toEqual([15_000]);
});

test('only what fills it is asked again', async () => {
  const { sql, asked } = fullLake((title) =>
    title === '-- The dearest shapes of queries' ? 200 : 10,
  );
  await makeReport({ sql, clock: systemClock }, 'x'.repeat(9_000_000) + MODEL_PLACE, {
    sql: 'full',
  });
  expect(
    asked.filter((statement) => statement.startsWith('-- The dearest shapes')).length,
  ).toBeGreaterThan(1);
  expect(new Set(asked).size).toBe(asked.length);
  expect(sharesOf(asked)).toEqual([15_000]);
});
