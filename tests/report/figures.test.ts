/** The figures of the report: their statements, and the columns that the model promises. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/core/clock';
import { openLake } from '../../src/local/lake';
import { dictionary, encodeRows, seriesOf } from '../../src/report/encode';
import { figureStatements } from '../../src/report/figures';
import { COLUMNS } from '../../src/report/figure-columns';
import type { FigureName } from '../../src/report/model';
import { parametersOf } from '../../src/report/figure-parameters';
import { readModel } from '../../src/report/read-model';
import { escapedJson, MODEL_PLACE, renderReport } from '../../src/report/render';
import { VIEWS } from '../../src/report/views';
import { scratch } from '../local/scratch';

const FOLDER = join(__dirname, '../../src/report/figures');
const statements = figureStatements(parametersOf('2026-03-01', '2026-03-02'));

it('are all files of their folder, and every one is in the model', () => {
  const files = readdirSync(FOLDER).map((file) => file.replace('.sql', ''));
  expect(files.sort()).toEqual([...Object.keys(COLUMNS), 'extent'].sort());
  expect(statements.map(({ name }) => name).sort()).toEqual(Object.keys(COLUMNS).sort());
});

it.each(statements)('$name says what it shows and how to read it', ({ title, summary, sql }) => {
  expect(title).toMatch(/^[A-Z].{8,60}[^.]$/);
  expect(summary).toMatch(/^[A-Z].{40,400}\.$/);
  expect(sql.replaceAll(/--.*\n/g, '').replaceAll(/'[^']*'/g, "''")).not.toMatch(/:[a-z]/);
});

describe('on an empty lake', () => {
  it.each(statements)('$name has the columns that the model names', async ({ name, sql }) => {
    const lake = await openLake(scratch(), { views: VIEWS });
    const { columns } = await lake.sql.select(sql);
    lake.sql.close();
    expect(columns).toEqual(Object.keys(COLUMNS[name]));
  });

  it('the model is without days, and every figure without rows', async () => {
    const lake = await openLake(scratch(), { views: VIEWS });
    const model = await readModel({ sql: lake.sql, clock: systemClock }, { sql: 'full' });
    lake.sql.close();
    expect(model).toMatchObject({ first_day: null, last_day: null, strings: [], series: [] });
    expect(Object.values(model.figures).filter(({ rows }) => rows > 0)).toEqual([]);
  });
});

describe('rows as columns', () => {
  const encode = (
    name: FigureName,
    rows: Record<string, string | number | boolean | null>[],
    detail: 'full' | 'masked' | 'none' = 'full',
  ) => {
    const texts = dictionary();
    const series = seriesOf(texts);
    const columns = encodeRows(name, rows, { texts, series, detail });
    return { columns, strings: texts.strings, series: series.series };
  };

  it('keep each text and each series once; unknown stays unknown', () => {
    const cell = {
      account_id: '1',
      region: 'r',
      workgroup: 'w',
      team: null,
      user: 'a',
      day: '2026-03-01',
    };
    const rows = [
      { ...cell, queries: 3, cost_usd: null },
      { ...cell, queries: 0, cost_usd: 0 },
    ];
    const { columns, strings, series } = encode('usage', rows);
    expect(series).toHaveLength(1);
    expect(series[0]!.map((at) => strings[at] ?? null)).toEqual(['1', 'r', 'w', null, 'a']);
    expect(columns).toMatchObject({ series: [0, 0], queries: [3, 0], cost_usd: [null, 0] });
    expect(columns).not.toHaveProperty('user');
  });

  it('numbers beyond 2^53 come as text and stay numbers', () => {
    const { columns } = encode('totals', [{ data_scanned: '9007199254740993' }]);
    expect(columns['data_scanned']).toEqual([9_007_199_254_740_992]);
  });

  it.each([
    [
      'full',
      "SELECT 'x' -- AKIA…MPLE",
      "COLUMN_NOT_FOUND: line 1:8: Column 'salary_2024' is not there",
    ],
    ['masked', "SELECT '?' /* … */", 'COLUMN_NOT_FOUND: line ?:?: Column ‘?’ is not there'],
    ['none', null, 'COLUMN_NOT_FOUND'],
  ] as const)('%s: what a query’s text and an error become', (detail, query, message) => {
    const row = {
      query: "SELECT 'x' -- AKIAIOSFODNN7EXAMPLE",
      error_message: "COLUMN_NOT_FOUND: line 1:8: Column 'salary_2024' is not there",
    };
    const { columns, strings } = encode('queries', [row], detail);
    const text = (name: string) => strings[columns[name]![0] ?? -1] ?? null;
    expect([text('query'), text('error_message')]).toEqual([query, message]);
  });
});

describe('the page', () => {
  const hostile = { strings: ['</script><!--<script>', '\u2028\u2029&>', MODEL_PLACE] };

  it('holds JSON that ends no element, and is read as it was', () => {
    const text = escapedJson(hostile);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(hostile);
  });

  it('takes a model once, and complains if there is no place for it', () => {
    const page = renderReport(`<a>${MODEL_PLACE}<b>`, hostile as never);
    expect(page).toBe(`<a>${escapedJson(hostile)}<b>`);
    expect(() => renderReport('<a>', hostile as never)).toThrow('npm run build');
  });

  it('has its title and policy before anything else', () => {
    const shell = readFileSync(join(FOLDER, '../page/shell.html'), 'utf8');
    expect(shell.indexOf('Content-Security-Policy')).toBeLessThan(shell.indexOf('<style'));
    expect(shell.indexOf('Content-Security-Policy')).toBeLessThan(shell.indexOf('<link'));
  });
});
