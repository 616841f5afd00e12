import type { Answer } from './both-engines';
import { expectSame, type SameOptions } from './expect-same';

const trino: Answer = {
  columns: ['id', 'cost', 'tags', 'run'],
  types: ['varchar', 'double', 'map(varchar, varchar)', 'varchar(3)'],
  rows: [
    ['q1', 0.1 + 0.2, { a: '1', b: '2' }, 'r-1'],
    ['q2', null, null, 'r-1'],
  ],
};
const types = ['VARCHAR', 'DOUBLE', 'MAP(VARCHAR, VARCHAR)', 'VARCHAR'];
const [first, second] = trino.rows as [Answer['rows'][number], Answer['rows'][number]];
const duckdb: Answer = { ...trino, types };

const rows = (...changed: Answer['rows']): Answer => ({ ...duckdb, rows: changed });
const check = (answer: Answer, options?: SameOptions) => () => {
  expectSame(trino, answer, options);
};

test('the same', () => {
  expectSame(trino, rows(['q1', 0.1 + 0.2, { b: '2', a: '1' }, 'r-1'], second));
});

test.each<[string, Answer]>([
  ['a row is missing', rows(first)],
  ['a row is too many', rows(first, second, second)],
  ['rows change places', rows(second, first)],
  ['a double differs in its last bit', rows(['q1', 0.3, first[2]!, 'r-1'], second)],
  ['null is 0', rows(first, ['q2', 0, null, 'r-1'])],
  ['null is an empty text', rows(first, ['q2', null, null, ''])],
  ['a number is text', rows(['q1', '0.30000000000000004', first[2]!, 'r-1'], second)],
  ['a column has another type', { ...duckdb, types: ['VARCHAR', 'FLOAT', types[2]!, 'VARCHAR'] }],
  ['a column has another name', { ...duckdb, columns: ['id', 'usd', 'tags', 'run'] }],
])('fails if %s', (_name, answer) => {
  expect(check(answer)).toThrow();
});

test('objects that were made elsewhere, as those of fetch are, count by their values', () => {
  const elsewhere = structuredClone(trino.rows);
  check(rows(...elsewhere))();
  expect(check(rows(elsewhere[0]!, ['q2', 1, null, 'r-1']))).toThrow();
});

test('sums may differ behind the twelfth digit, and no further', () => {
  const sums = { sums: true };
  check(rows(['q1', 0.3, first[2]!, 'r-1'], second), sums)();
  expect(check(rows(['q1', 0.30000000001, first[2]!, 'r-1'], second), sums)).toThrow();
});

test('columns that no two runs share are left out', () => {
  const other = rows(['q1', first[1]!, first[2]!, 'r-2'], second);
  check(other, { without: ['run'] })();
  expect(check(other)).toThrow();
});
