/** The golden cases again, by the same stages and statements, on Trino. */
import { join } from 'node:path';
import { caseNames, readCase } from '../cases-runner/read-case';
import { runCase } from '../cases-runner/run-case';
import { trinoWorlds } from './trino-world';
import { runningTrino } from './running';

const FOLDER = join(__dirname, '..', 'cases');

test.each(caseNames(FOLDER))('%s', async (name) => {
  const { actual, expected } = await runCase(readCase(FOLDER, name), trinoWorlds(runningTrino()));
  expect(actual).toEqual(expected);
});
