import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

/** The borders of docs/architecture.md: who may import whom. */
const FOLDERS = [
  'core',
  'history',
  'lookup',
  'submissions',
  'events',
  'compact',
  'exports',
  'addresses',
  'report',
  'demo',
  'aws',
  'local',
  'cli',
];
const MAY_IMPORT = {
  core: [],
  history: ['core'],
  lookup: ['core'],
  submissions: ['core'],
  events: ['core', 'submissions', 'compact'],
  compact: ['core'],
  exports: ['core'],
  addresses: ['core'],
  report: ['core'],
  demo: ['core'],
  aws: ['core'],
  local: ['core', 'report'],
  cli: [
    'core',
    'history',
    'lookup',
    'submissions',
    'events',
    'compact',
    'exports',
    'addresses',
    'report',
    'demo',
    'aws',
    'local',
  ],
};
/** The rule for one set of files; `also` is what they may import beside their folder's own list. */
const borders = (...also) => [
  'error',
  {
    default: 'disallow',
    policies: Object.entries(MAY_IMPORT).map(([from, allowed]) => ({
      from: { element: { type: from } },
      allow: { to: { element: { type: [from, ...allowed, ...also] } } },
    })),
  },
];
const OUTSIDE = (message, ...groups) => ({
  'no-restricted-imports': ['error', { patterns: groups.map((group) => ({ group, message })) }],
});
const AWS = ['@aws-sdk/*', '@smithy/*', '@aws-lambda-powertools/*'];
const DISK = ['@duckdb/*', '@polyglot-sql/*', 'node:fs', 'node:fs/*', 'fs', 'fs/*'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.cache/'] },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        require: 'readonly',
        module: 'writable',
        __filename: 'readonly',
        __dirname: 'readonly',
        console: 'readonly',
      },
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: true },
      'boundaries/elements': [...FOLDERS.map((type) => ({ type, pattern: `src/${type}` }))],
    },
    rules: {
      'max-lines': ['error', { max: 250, skipComments: true, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'boundaries/dependencies': borders(),
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/aws/**', 'src/local/**', 'src/cli/**'],
    rules: OUTSIDE('AWS belongs to src/aws, disks and DuckDB to src/local.', AWS, DISK),
  },
  { files: ['src/aws/**/*.ts'], rules: OUTSIDE('Disks and DuckDB belong to src/local.', DISK) },
  { files: ['src/local/**/*.ts'], rules: OUTSIDE('AWS belongs to src/aws.', AWS) },
  {
    files: ['src/cli/**/*.ts'],
    rules: OUTSIDE('AWS belongs to src/aws, DuckDB to src/local.', AWS, [
      '@duckdb/*',
      '@polyglot-sql/*',
    ]),
  },
  // A handler is where a stage meets AWS: ports are made there, and nowhere else.
  { files: ['src/*/handler.ts'], rules: { 'boundaries/dependencies': borders('aws') } },
  // HistoryFunction is both collectors: one bundle, so that a StackSet's template has room for it.
  {
    files: ['src/history/handler.ts'],
    rules: { 'boundaries/dependencies': borders('aws', 'lookup') },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
