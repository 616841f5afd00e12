/**
 * Athena's engine is not quite Trino: only functions that Athena documents may stand in a statement
 * that ships.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import DOCUMENTED from './engine-3-functions.json';
import { functionsOf } from './functions-of';

const SOURCES = join(__dirname, '../../src');
/** All but DuckDB's own macros. */
const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql') && !file.endsWith('macros.sql'))
  .sort();

const documented = new Set([
  ...Object.values(DOCUMENTED.topics).flatMap(({ functions }) => functions),
  ...DOCUMENTED.syntax.functions,
]);

test('reads the calls of a statement, and nothing else', () => {
  const statement = `
    -- comment(1)
    WITH prices (region, usd) AS (VALUES ('f(x)', 1)), t AS (SELECT 1)
    SELECT Count(*) FILTER (WHERE a IN (1)), CAST(a AS timestamp(3)), "g"(1), TRY(abs(a))
    FROM t CROSS JOIN UNNEST(b) AS u (c)`;
  expect(functionsOf(statement)).toEqual(['abs', 'cast', 'count', 'try', 'unnest']);
});

test('finds the statements and their functions', () => {
  expect(files.length).toBeGreaterThan(20);
  const used = files.flatMap((file) => functionsOf(readFileSync(join(SOURCES, file), 'utf8')));
  expect(used).toEqual(
    expect.arrayContaining(['json_extract_scalar', 'listagg', 'regexp_replace', 'sha256', 'try']),
  );
});

test.each(files)('%s calls only functions that Athena engine version 3 documents', (file) => {
  const called = functionsOf(readFileSync(join(SOURCES, file), 'utf8'));
  expect(called.filter((name) => !documented.has(name))).toEqual([]);
});
