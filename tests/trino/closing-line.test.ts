import { closingLine, ranOnBoth } from './closing-line';
import { filesOf, SHIPPED, type Note } from './ran';
import { duckdbTypesOf } from './types';

const ran = (engine: 'DuckDB' | 'Trino', suite: string, file: string): Note => ({
  engine,
  suite,
  file,
});

test('a statement counts as often as both engines ran it, in the same suite', () => {
  const notes: Note[] = [
    ran('DuckDB', 'one', 'a.sql'),
    ran('Trino', 'one', 'a.sql'),
    ran('Trino', 'one', 'a.sql'),
    ran('Trino', 'two', 'a.sql'),
    ran('DuckDB', 'three', 'a.sql'),
    ran('Trino', 'one', 'b.sql'),
    ran('DuckDB', 'one', 'b.sql'),
    ran('DuckDB', 'one', 'c.sql'),
    { equal: 'golden cases', count: 1 },
    { equal: 'random organizations', count: 100 },
    { equal: 'golden cases', count: 1 },
  ];
  expect([...ranOnBoth(notes)]).toEqual([
    ['a.sql', 1],
    ['b.sql', 1],
  ]);
  expect(closingLine(notes)).toBe(
    `2 statements ran on both engines: 2 of ${SHIPPED.length} .sql files; 2 golden cases; 100 random organizations`,
  );
});

test('a run in which nothing ran says so', () => {
  expect(closingLine([])).toBe(
    `0 statements ran on both engines: 0 of ${SHIPPED.length} .sql files`,
  );
});

test('a statement is known by its first line, a view by its name', () => {
  const [{ file, first_line }] = SHIPPED.slice(0, 1) as [(typeof SHIPPED)[number]];
  expect(filesOf(`${first_line}\nSELECT 1`)).toEqual([file]);
  expect(filesOf('SELECT * FROM "Completeness"')).toEqual(['report/views/completeness.sql']);
  expect(filesOf(`SELECT 'silence' -- silence`)).toEqual([]);
});

test.each([
  ['varchar(7)', ['VARCHAR']],
  ['map(varchar, varchar)', ['MAP(VARCHAR, VARCHAR)']],
  ['array(timestamp(3))', ['TIMESTAMP_MS[]']],
  ['decimal(38,0)', ['DECIMAL(38,0)']],
  ['timestamp(6)', []],
])('%s', (trino, duckdb) => {
  expect(duckdbTypesOf(trino)).toEqual(duckdb);
});
