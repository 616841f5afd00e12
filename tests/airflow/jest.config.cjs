/** `npm run test:airflow`: the DAGs of examples/airflow on a real Airflow. Not part of `npm test`: it needs Python and PyPI. */
const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/airflow/**/*.airflow.ts'],
  // A first import of Airflow takes seconds, on a busy machine minutes; installing it as well.
  testTimeout: 900_000,
  maxWorkers: 1,
};
