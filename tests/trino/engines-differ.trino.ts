/** Differences of the engines that stay: noticed here if either of them changes its ways. */
import { open, scratch } from '../local/scratch';
import { trinoClient } from './client';
import { runningTrino } from './running';

const trino = trinoClient({ url: runningTrino().url, schema: 'default' });

async function both(sql: string) {
  const ours = await (await open(scratch())).sql.select(sql);
  const theirs = await trino.run(sql);
  return { trino: theirs.rows[0]![0], duckdb: ours.rows[0]![0], types: [theirs.types, ours.types] };
}

test('a digit beside a letter beyond ASCII stands alone for DuckDB, not for Trino', async () => {
  const found = await both(String.raw`SELECT regexp_replace('ß9 9 a9', '\b[0-9]+\b', '?')`);
  expect(found).toMatchObject({ trino: 'ß9 ? a9', duckdb: 'ß? ? a9' });
});

test('a sum of bigint is a bigint on Trino, a HUGEINT on DuckDB', async () => {
  const found = await both('SELECT sum(x) FROM (VALUES CAST(1 AS bigint), 2) AS t (x)');
  expect(found).toEqual({ trino: 3, duckdb: 3, types: [['bigint'], ['HUGEINT']] });
});
