import type { JsonValue } from '../../src/local/duckdb/values';
import type { LocalLake } from '../../src/local/lake';
import { open, rowsOf, scratch } from './scratch';

let lake: LocalLake;

beforeAll(async () => {
  lake = await open(scratch());
});

test.each<[string, JsonValue]>([
  ['1', 1],
  ['CAST(9007199254740991 AS bigint)', 9007199254740991],
  ['CAST(9007199254740992 AS bigint)', '9007199254740992'],
  ['CAST(9007199254740993 AS bigint)', '9007199254740993'],
  ['CAST(-9007199254740993 AS bigint)', '-9007199254740993'],
  [
    'sum(x) FROM (VALUES CAST(9223372036854775807 AS bigint), 9223372036854775807) AS t(x)',
    '18446744073709551614',
  ],
  ['CAST(12.50 AS decimal(10, 2))', 12.5],
  ['0.1e0', 0.1],
  [`CAST('Infinity' AS double)`, 'Infinity'],
  ['true', true],
  ['CAST(NULL AS bigint)', null],
  [`''`, ''],
  [`timestamp '2026-03-01 01:02:03.456'`, '2026-03-01T01:02:03.456Z'],
  [`timestamp '1969-12-31 23:59:59.999'`, '1969-12-31T23:59:59.999Z'],
  [`CAST('2026-03-01 01:02:03' AS timestamp(3))`, '2026-03-01T01:02:03.000Z'],
  [`CAST('2026-03-01 01:02:03' AS timestamp(0))`, '2026-03-01T01:02:03.000Z'],
  [`CAST('2026-03-01 01:02:03.123456789' AS timestamp(9))`, '2026-03-01T01:02:03.123Z'],
  [`from_iso8601_timestamp('2026-03-01T01:02:03+01:00')`, '2026-03-01T00:02:03.000Z'],
  [`date '2026-03-01'`, '2026-03-01'],
  [`ARRAY[1, NULL, 3]`, [1, null, 3]],
  [
    `MAP(ARRAY['a', 'b'], ARRAY[CAST(9007199254740993 AS bigint), NULL])`,
    { a: '9007199254740993', b: null },
  ],
  [`CAST(ROW(1, ARRAY['x']) AS ROW(n integer, list array(varchar)))`, { n: 1, list: ['x'] }],
  [`ARRAY[timestamp '2026-03-01 01:02:03']`, ['2026-03-01T01:02:03.000Z']],
  [`'{"a":1}'`, '{"a":1}'],
  [`to_utf8('a')`, 'a'],
])('%s', async (expression, value) => {
  expect(await rowsOf(lake, `SELECT ${expression}`)).toEqual([[value]]);
});

test('columns of the same name keep apart', async () => {
  const { columns } = await lake.sql.select('SELECT 1 AS x, 2 AS x');
  expect(new Set(columns).size).toBe(2);
});
