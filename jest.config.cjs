// The SDK's notice about versions of 2027 would stand between the results of every suite.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** Tests run the sources through the bundler that ships them: same loaders, same syntax target. */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  transform: { '\\.(ts|sql|html)$': '<rootDir>/tools/jest-esbuild.cjs' },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'sql', 'html', 'node'],
  // For what never ends, not for what is slow: two workers share the cores with the suites on Trino.
  testTimeout: 300_000,
  maxWorkers: 2,
};
