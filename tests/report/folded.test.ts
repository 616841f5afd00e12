/** Figures of lakes with more than a page holds: what is folded is in the sums, what is left out is left out whole. */
import { addDays } from '../../src/core/days';
import { figureStatements } from '../../src/report/figures';
import type { FigureName } from '../../src/report/model';
import { parametersOf, type FigureParameters } from '../../src/report/figure-parameters';
import { DEMO } from '../demo/demo-files';
import { demoLake, type DemoLake, type Row } from './demo-lake';

const DAYS = 4;
const FIRST_DAY = addDays(DEMO.last_day, 1 - DAYS);

let lake: DemoLake;

beforeAll(async () => {
  lake = await demoLake({ ...DEMO, days: DAYS });
});

afterAll(async () => {
  await lake.remove();
});

/** A figure of the report, with other limits than its own. */
const figure = async (name: FigureName, limits: Partial<FigureParameters>): Promise<Row[]> => {
  const parameters = { ...parametersOf(FIRST_DAY, DEMO.last_day), ...limits };
  return lake.select(figureStatements(parameters).find((one) => one.name === name)!.sql);
};

it.each([1_000_000, 90, 30, 1])('usage of %d rows leaves nothing out', async (max) => {
  const rows = await figure('usage', { max_usage: max });
  const [all] = await lake.select(
    'SELECT count(*) AS queries, sum(data_scanned) AS bytes, sum(cost_usd) AS usd FROM events',
  );
  const sum = (name: string): number => rows.reduce((total, row) => total + Number(row[name]), 0);
  expect([sum('queries'), sum('data_scanned')]).toEqual([all!['queries'], all!['bytes']]);
  expect(sum('cost_usd')).toBeCloseTo(Number(all!['usd']), 5);
  // Named series first, then as many places again, then a row a day.
  expect(rows.length).toBeLessThanOrEqual(2 * max + DAYS);
  expect(rows.some((row) => row['is_rest'] === true)).toBe(max < 1_000_000);
  const named = rows.filter((row) => row['is_rest'] === false);
  expect(named.length).toBeLessThanOrEqual(max);
});

/** What a figure counts, by its things and days. */
function countsOf(rows: readonly Row[], things: readonly string[], count: string) {
  const found: Record<string, number> = {};
  for (const row of rows) {
    const key = JSON.stringify([...things, 'day'].map((name) => row[name]));
    found[key] = (found[key] ?? 0) + Number(row[count]);
  }
  return found;
}

describe.each([
  { name: 'shape_runs', things: ['query_fingerprint'], count: 'runs' },
  { name: 'failures', things: ['state', 'error_code', 'error_type', 'reason'], count: 'times' },
] as const)('$name', ({ name, things, count }) => {
  it('folds whom it concerns least, and loses nothing', async () => {
    const whole = countsOf(await figure(name, { max_cells: 1_000_000 }), things, count);
    // Room for the days of each thing, and not for all who did it.
    const max_cells = Object.keys(whole).length;
    const rows = await figure(name, { max_cells });
    expect(countsOf(rows, things, count)).toEqual(whole);
    const rest = rows.filter((row) => row['is_rest'] === true);
    expect(rest.length).toBeGreaterThan(0);
    expect(rows.length - rest.length).toBeLessThanOrEqual(max_cells);
    for (const dimension of ['account_id', 'region', 'workgroup', 'team', 'user'])
      expect(rest.filter((row) => row[dimension] !== null)).toEqual([]);
  });

  it('leaves whole things out if their days alone are too many', async () => {
    const whole = countsOf(await figure(name, { max_cells: 1_000_000 }), things, count);
    const cut = countsOf(await figure(name, { max_cells: 20 }), things, count);
    const thingOf = (key: string): string =>
      JSON.stringify((JSON.parse(key) as unknown[]).slice(0, -1));
    const kept = new Set(Object.keys(cut).map(thingOf));
    expect(kept.size).toBeGreaterThan(1);
    expect(Object.keys(cut).length).toBeLessThanOrEqual(20);
    const expected = Object.entries(whole).filter(([key]) => kept.has(thingOf(key)));
    expect(cut).toEqual(Object.fromEntries(expected));
  });
});

it.each(['callers', 'hours'] as const)('%s has everything of whom it names', async (name) => {
  const whole = await figure(name, { max_cells: 1_000_000 });
  const cut = await figure(name, { max_cells: 200 });
  const kept = new Set(cut.map((row) => row['user']));
  expect(kept.size).toBeGreaterThan(1);
  expect(cut.length).toBeLessThanOrEqual(200);
  expect(cut).toEqual(whole.filter((row) => kept.has(row['user'])));
});
