/** The golden cases again, by the same stages and statements, on Trino and on DuckDB. */
import { join } from 'node:path';
import { openDuckdbWorld } from '../cases-runner/duckdb-world';
import { caseNames, readCase } from '../cases-runner/read-case';
import { runCase } from '../cases-runner/run-case';
import type { OpenWorld } from '../cases-runner/world';
import { filesOf, note, noting, type EngineName } from './ran';
import { runningTrino } from './running';
import { trinoWorlds } from './trino-world';

const FOLDER = join(__dirname, '..', 'cases');

/** Notes what a case's engine runs. */
function noted(engine: EngineName, suite: string, open: OpenWorld): OpenWorld {
  const ran = (statement: string): void => {
    for (const file of filesOf(statement)) note(runningTrino().root, { engine, suite, file });
  };
  return async (clock) => {
    const world = await open(clock);
    const query = async (sql: string) => {
      const rows = await world.query(sql);
      ran(sql);
      return rows;
    };
    return { ...world, ports: { ...world.ports, sql: noting(world.ports.sql, ran) }, query };
  };
}

test.concurrent.each(caseNames(FOLDER))('%s', async (name) => {
  const given = readCase(FOLDER, name);
  const place = runningTrino();
  const theirs = await runCase(given, noted('Trino', name, trinoWorlds(place)));
  expect(theirs.actual).toEqual(theirs.expected);
  const ours = await runCase(given, noted('DuckDB', name, openDuckdbWorld));
  expect(ours.actual).toEqual(theirs.actual);
  note(place.root, { equal: 'golden cases', count: 1 });
});
