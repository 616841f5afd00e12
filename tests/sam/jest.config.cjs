/** `npm run test:sam`: AWS's own tools on the templates. Not part of `npm test`: it needs Python and PyPI. */
const base = require('../../jest.config.cjs');

module.exports = {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/sam/**/*.sam.ts'],
  globalSetup: '<rootDir>/tests/sam/setup.ts',
  testTimeout: 180_000,
  maxWorkers: 1,
};
