/** examples/airflow: its statements are those that the stages render now. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LIST_PRICES } from '../../src/events/prices';
import { airflowStatements } from '../../tools/airflow/statements';

const SQL = join(__dirname, '../../examples/airflow/dags/ledger/sql');

test('the statements are what `node tools/run.mjs tools/airflow-sql.ts` writes', () => {
  const files = readdirSync(SQL).sort();
  const found = Object.fromEntries(
    files.map((name) => [name, readFileSync(join(SQL, name), 'utf8')]),
  );
  expect(found).toEqual(airflowStatements(LIST_PRICES));
});

test('nothing of the day and run that they were made with is left in them', () => {
  const texts = Object.values(airflowStatements(LIST_PRICES));
  expect(texts.filter((text) => /2001|-nobody-|nowhere|0000000000/.test(text))).toEqual([]);
});

/** A price in the statements is that of whoever writes them. */
test('another price is another statement', () => {
  const dearer = airflowStatements({ ...LIST_PRICES, default_usd_per_tb: 7 });
  const own = airflowStatements(LIST_PRICES);
  const differ = Object.keys(own).filter((name) => own[name] !== dearer[name]);
  expect(differ).toEqual(['events-insert.sql']);
});
