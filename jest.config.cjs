/** Tests run the sources through the bundler that ships them: same loaders, same syntax target. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '\\.(ts|sql)$': '<rootDir>/tools/jest-esbuild.cjs' },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'sql', 'node'],
  testTimeout: 60_000,
  maxWorkers: 2,
};
