/** Every statement of the sources, translated, and bound to the tables of an empty lake. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { renderSql, type SqlParameter } from '../../src/core/sql-text';
import MACROS from '../../src/local/duckdb/macros.sql';
import { tokensOf } from '../../src/local/duckdb/tokens';
import { translate } from '../../src/local/duckdb/translate';
import { VIEWS } from '../../src/report/views';
import { open, scratch } from './scratch';

const SOURCES = join(__dirname, '../../src');
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.sql') && !name.endsWith('macros.sql'))
  // A part of statements is run with them.
  .filter((name) => !name.startsWith('core'))
  .map((name) => relative('.', name))
  .sort();

/** By name; a parameter that is not here is a day. */
const PARAMETERS: Record<string, SqlParameter> = {
  region_prices: { tuples: [['eu-west-1', 5.5]] },
  default_price_per_tb: 5,
  bytes_per_tb: 2 ** 40,
  schema_version: 1,
  delivered_prefix: '2026/03/01',
  delivered_days: ['2026-03-01', '2026-03-02'],
  account_ids: ['111122223333'],
  regions: ['eu-west-1'],
  first_month: '2026-03-01',
  max_usage: 1000,
  max_cells: 1000,
  top_rows: 100,
  top_queries: 100,
  top_shapes: 100,
  top_people: 10,
  year: '2026',
  month: '03',
  run: '20260302T010203Z-0a1b2c3d-1',
};

function rendered(file: string): string {
  const template = readFileSync(join(SOURCES, file), 'utf8');
  const names = tokensOf(template).flatMap((token, i, all) =>
    all[i - 1] === ':' && /^[a-z_]+$/.test(token) ? [token] : [],
  );
  const given = names.map((name) => [name, PARAMETERS[name] ?? '2026-03-01'] as const);
  return renderSql(template, Object.fromEntries(given));
}

const call = { token: 't'.repeat(64), deadline: { remainingMs: () => Infinity } };

it('finds them', () => {
  expect(files.length).toBeGreaterThan(20);
});

it.each(files)('%s runs', async (file) => {
  const lake = await open(scratch(), { views: VIEWS });
  const statement = rendered(file);
  if (statement.includes('INSERT INTO')) {
    expect(await lake.sql.insert(statement, call)).toEqual({ rows_written: 0, files_skipped: 0 });
  } else {
    expect((await lake.sql.select(statement)).columns.length).toBeGreaterThan(0);
  }
});

it('needs these macros, and nothing else that DuckDB lacks', async () => {
  const macros = [...MACROS.matchAll(/^CREATE OR REPLACE MACRO (\w+)\(/gm)].map(([, name]) => name);
  const used = new Set<string>();
  for (const file of files) {
    const body = rendered(file).replace(/^(?:\s*--[^\n]*\n)*\s*INSERT\s+INTO\s+\w+/i, '');
    const tokens = tokensOf(await translate(body));
    tokens.forEach((token, i) => {
      if (tokens[i + 1] === '(' && macros.includes(token.toLowerCase()))
        used.add(token.toLowerCase());
    });
  }
  expect([...used].sort()).toEqual([
    'array_join',
    'element_at',
    'iso8601_timestamp',
    'json_parse',
    'json_part',
    'json_scalar',
    'to_utf8',
  ]);
});
