/** Athena's SQL through the translator and DuckDB: what Athena would answer. */
import { StatementFailed } from '../../src/core/errors';
import MACROS from '../../src/local/duckdb/macros.sql';
import type { JsonValue } from '../../src/local/duckdb/values';
import type { LocalLake } from '../../src/local/lake';
import { open, rowsOf, scratch } from './scratch';

let lake: LocalLake;

beforeAll(async () => {
  lake = await open(scratch());
});

const answer = async (expressions: string): Promise<JsonValue[] | undefined> =>
  (await rowsOf(lake, `SELECT ${expressions}`))[0];

/** By the macro that each needs. */
const OF_MACROS: Record<string, [expression: string, value: JsonValue][]> = {
  iso8601_timestamp: [
    [`from_iso8601_timestamp('2026-01-31T10:20:30.456Z')`, '2026-01-31T10:20:30.456Z'],
    [`from_iso8601_timestamp('2026-01-31T10:20:30+02:00')`, '2026-01-31T08:20:30.000Z'],
    [`from_iso8601_timestamp('2026-01-31T10:20-0330')`, '2026-01-31T13:50:00.000Z'],
    [`from_iso8601_timestamp('2026-01-31')`, '2026-01-31T00:00:00.000Z'],
    [`from_iso8601_timestamp(CAST(NULL AS varchar))`, null],
    [`TRY(from_iso8601_timestamp('2026-01-31 10:20:30'))`, null],
    [`TRY(from_iso8601_timestamp('2026-01-31T24:00:00Z'))`, null],
    [`TRY(from_iso8601_timestamp('2026-02-30T00:00:00Z'))`, null],
    [`TRY(from_iso8601_timestamp(''))`, null],
  ],
  to_utf8: [
    [
      `lower(to_hex(sha256(to_utf8('abc'))))`,
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    ],
    [
      `lower(to_hex(sha256(to_utf8('ü🦆'))))`,
      '0c855270ebc63e84c5e8ea0c3229aefb598d01b8e9b06fcb5170f56232a63d4c',
    ],
    [`lower(to_hex(sha256(to_utf8(CAST(NULL AS varchar)))))`, null],
  ],
  element_at: [
    [`element_at(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), 'b')`, 2],
    [`element_at(MAP(ARRAY['a'], ARRAY[1]), 'z')`, null],
    [`element_at(CAST(NULL AS map(varchar, bigint)), 'a')`, null],
  ],
  json_scalar: [
    [`json_extract_scalar('{"a":{"b":"x"}}', '$.a.b')`, 'x'],
    [`json_extract_scalar('{"a":1.5}', '$.a')`, '1.5'],
    [`json_extract_scalar('{"a":true}', '$.a')`, 'true'],
    [`json_extract_scalar('{"a":null}', '$.a')`, null],
    [`json_extract_scalar('{}', '$.a')`, null],
    [`json_extract_scalar('no JSON', '$.a')`, null],
    // The operators that the translator would write bind more weakly than AND, NOT and LIKE.
    [
      `true AND json_extract_scalar('{"a":"x"}', '$.a') LIKE 'x%' AND NOT json_extract_scalar('{"a":"x"}', '$.a') = 'y'`,
      true,
    ],
    [`'json_extract_scalar(x)'`, 'json_extract_scalar(x)'],
  ],
  json_part: [
    [`json_extract('{"a":{"b":"x"}}', '$.a')`, '{"b":"x"}'],
    [`json_extract('no JSON', '$.a')`, null],
  ],
  json_parse: [[`json_extract_scalar(json_parse('{"a":"x"}'), '$.a')`, 'x']],
  count_if: [
    [`count_if(x > 1) FROM (VALUES 1, 2, 3, NULL) AS t(x)`, 2],
    [`count_if(x > 1) FROM (VALUES 1) AS t(x) WHERE x > 5`, 0],
  ],
  approx_percentile: [[`approx_percentile(x, 0.5) FROM (VALUES 1, 2, 3) AS t(x)`, 2]],
  array_join: [
    [`array_join(ARRAY['a', 'b'], '-')`, 'a-b'],
    [`array_join(ARRAY['a', NULL, 'b'], '-')`, 'a-b'],
    [`array_join(CAST(NULL AS array(varchar)), '-')`, null],
    [`array_join(ARRAY[], '-')`, ''],
  ],
  regexp_count: [
    [`regexp_count('aXbX', 'X')`, 2],
    [`regexp_count('ab', 'X')`, 0],
  ],
  url_extract_host: [
    [`url_extract_host('https://user:word@example.com:8443/path?x#y')`, 'example.com'],
    [`url_extract_host('no address')`, null],
  ],
};

describe('macros', () => {
  it('each has a test here', () => {
    const names = [...MACROS.matchAll(/^CREATE OR REPLACE MACRO (\w+)\(/gm)].map(
      ([, name]) => name,
    );
    expect(Object.keys(OF_MACROS).sort()).toEqual(names.sort());
  });

  it.each(Object.values(OF_MACROS).flat())('%s', async (expression, value) => {
    expect(await answer(expression)).toEqual([value]);
  });
});

describe('habits of Athena', () => {
  it.each<[string, JsonValue[]]>([
    // The quotient of integers is an integer, towards zero.
    ['7 / 2, -7 / 2, (10485761 + 1048575) / 1048576', [3, -3, 11]],
    ['CAST(7 AS double) / 2, 7e0 / 2', [3.5, 3.5]],
    ['7 % 3, -7 % 3', [1, -1]],
    // No match is null, not ''; and all matches are replaced.
    [`regexp_extract('abc', 'x(.)', 1), regexp_extract('abc', 'b(.)', 1)`, [null, 'c']],
    [`regexp_extract('abc', 'b.'), regexp_extract(CAST(NULL AS varchar), 'b')`, ['bc', null]],
    [
      `regexp_replace('a1b22', '[0-9]+', '?'), regexp_replace('ab', '(a)(b)', '$2$1')`,
      ['a?b?', 'ba'],
    ],
    [`regexp_like('abc', 'b'), regexp_like('abc', '^b')`, [true, false]],
    [`TRY(CAST('x' AS bigint)), TRY(1 / 0), TRY(CAST('7' AS bigint))`, [null, null, 7]],
    [
      `CAST(from_iso8601_timestamp('2026-01-31T23:30:00-01:00') AT TIME ZONE 'UTC' AS timestamp(3))`,
      ['2026-02-01T00:30:00.000Z'],
    ],
    [`CAST(CAST(timestamp '2026-01-31 23:59:59.999' AS date) AS varchar)`, ['2026-01-31']],
    [`date_diff('day', date '2026-02-28', date '2026-03-01')`, [1]],
    [`length('a🦆'), substr('abc', 2, 1), split_part('a/b', '/', 2)`, [2, 'b', 'b']],
    [`'a_b' LIKE 'a\\_%' ESCAPE '\\', 'axb' LIKE 'a\\_%' ESCAPE '\\'`, [true, false]],
    [`'it''s', 'a' || 'b', 'a' || CAST(NULL AS varchar)`, ["it's", 'ab', null]],
    [`1 AS user`, [1]],
    [`max_by(x, y) FROM (VALUES ('a', 1), ('b', 2)) AS t(x, y)`, ['b']],
    [
      `listagg(DISTINCT x, ', ') WITHIN GROUP (ORDER BY x) FROM (VALUES 'b', 'a', 'b') AS t(x)`,
      ['a, b'],
    ],
    [`count(*) FILTER (WHERE x > 1), bool_or(x > 1) FROM (VALUES 1, 2) AS t(x)`, [1, true]],
    [`date_format(timestamp '2026-01-02 03:04:05', '%Y-%m-%d %H:%i')`, ['2026-01-02 03:04']],
  ])('SELECT %s', async (expressions, values) => {
    expect(await answer(expressions)).toEqual(values);
  });

  it.each(['', ' DESC'])('NULL sorts last: ORDER BY x%s', async (direction) => {
    const rows = await rowsOf(
      lake,
      `SELECT x FROM (VALUES 1, NULL, 2) AS t(x) ORDER BY x${direction}`,
    );
    expect(rows.at(-1)).toEqual([null]);
  });

  it('unnests lists beside their row', async () => {
    const rows = await rowsOf(
      lake,
      `SELECT a, b FROM (VALUES (1, ARRAY['x', 'y'])) AS t(a, list) CROSS JOIN UNNEST(list) AS u(b) ORDER BY b`,
    );
    expect(rows).toEqual([
      [1, 'x'],
      [1, 'y'],
    ]);
  });
});

describe('what is no SELECT', () => {
  it.each([
    ['SELEC 1', /cannot be read/],
    ['SELECT FROM WHERE', /./],
    ['SELECT (1', /cannot be read/],
    ['SELECT 1; SELECT 2', /exactly one statement/],
    ['', /exactly one statement/],
    ['-- nothing', /./],
    ['DROP TABLE events', /Only a SELECT/],
    [`COPY (SELECT 1) TO 'x.csv'`, /./],
    ['SELECT * FROM nowhere', /nowhere/],
    ['SELECT nothing FROM events', /nothing/],
  ])('%p fails in one line', async (statement, text) => {
    const failure = await lake.sql.select(statement).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StatementFailed);
    expect((failure as StatementFailed).message).toMatch(text);
    expect((failure as StatementFailed).message).toMatch(/^[^\n]{10,300}$/);
  });
});
