import { join } from 'node:path';
import { openDuckdbWorld } from './cases-runner/duckdb-world';
import { caseNames, readCase } from './cases-runner/read-case';
import { runCase } from './cases-runner/run-case';

const FOLDER = join(__dirname, 'cases');

test.each(caseNames(FOLDER))('%s', async (name) => {
  const { actual, expected } = await runCase(readCase(FOLDER, name), openDuckdbWorld);
  expect(actual).toEqual(expected);
});
