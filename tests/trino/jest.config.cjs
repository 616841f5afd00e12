/** `npm run test:trino`: what must hold on a real Trino. Not part of `npm test`: it needs Java. */
const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/trino/**/*.trino.ts'],
  globalSetup: '<rootDir>/tests/trino/setup.ts',
  globalTeardown: '<rootDir>/tests/trino/teardown.ts',
  // A case with ten delivered days takes half a minute; the gate runs other suites at the same time.
  testTimeout: 600_000,
  maxWorkers: 1,
  // The golden cases run two at a time: while one waits for the server, the other keeps it busy.
  maxConcurrency: 2,
};
