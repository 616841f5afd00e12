/** `npm run test:browser`: the report in a real Chromium. Not part of `npm test`: it needs that browser. */
const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/browser/**/*.browser.ts'],
  globalSetup: '<rootDir>/tests/browser/setup.ts',
  globalTeardown: '<rootDir>/tests/browser/teardown.ts',
  testTimeout: 300_000,
  maxWorkers: 1,
};
