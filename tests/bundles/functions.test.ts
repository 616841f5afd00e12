import { isBuiltin } from 'node:module';
import { build, runIn, type Built } from './built';

let built: Built;
beforeAll(() => {
  built = build();
});
afterAll(() => {
  built.remove();
});

/** Measured 0.65 MB, 0.64 MB and 0.65 MB; a tenth more is a reason to look what came in. */
const MOST_BYTES = { history: 710_000, events: 700_000, exports: 710_000 };
const CLIENTS = {
  history: ['client-athena', 'client-cloudtrail', 'client-s3', 'client-sts'],
  events: ['client-athena', 'client-glue', 'client-s3'],
  exports: ['client-athena', 'client-glue', 'client-s3'],
};

describe.each(['history', 'events', 'exports'] as const)('the bundle of %s', (stage) => {
  const packagesIn = (): string[] => [
    ...new Set(
      Object.keys(built.contents(stage).files).flatMap(
        (file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? [],
      ),
    ),
  ];

  test('is CommonJS with an async handler, and loads without any package beside it', () => {
    const script = `const { handler } = require('./${stage}/index.js');
      console.log(handler.constructor.name, handler.length);`;
    expect(runIn(built.folder, script)).toBe('AsyncFunction 2');
  });

  test('fails by the name of its class, though it is minified', () => {
    const script = `require('./${stage}/index.js').handler({ days: 3 }, {})
      .catch((error) => console.log(error.name, error.constructor.name, error.message.slice(0, 25)));`;
    expect(runIn(built.folder, script)).toBe(
      'InvalidConfig InvalidConfig LEDGER_BUCKET: is missing',
    );
  });

  test('loads nothing at run time but what Node brings', () => {
    const { loads } = built.contents(stage);
    expect(loads.length).toBeGreaterThan(0);
    expect(loads.filter((name) => !isBuiltin(name))).toEqual([]);
  });

  test('holds no DuckDB, no translator and nothing of the laptop', () => {
    const packages = packagesIn();
    expect(packages).toContain('zod');
    expect(
      packages.filter((name) => /duckdb|polyglot|commander|cli-|maxmind|mmdb/.test(name)),
    ).toEqual([]);
    const files = Object.keys(built.contents(stage).files);
    expect(files).toContain(`src/${stage}/handler.ts`);
    expect(files.filter((file) => /src\/(local|cli|demo|report)\//.test(file))).toEqual([]);
  });

  test('holds the AWS clients that it needs, and no other', () => {
    const clients = packagesIn().filter((name) => name.startsWith('@aws-sdk/client-'));
    expect(clients.map((name) => name.replace('@aws-sdk/', '')).sort()).toEqual(CLIENTS[stage]);
  });

  test('is not larger than it was', () => {
    expect(built.file(`${stage}/index.js`).length).toBeLessThan(MOST_BYTES[stage]);
  });
});

test('the statements are in the bundles, as text', () => {
  const text = built.file('events/index.js').toString('utf8');
  expect(text).toContain('INSERT INTO events_staging');
  expect(text).toContain('INSERT INTO submissions_staging');
  expect(built.file('exports/index.js').toString('utf8')).toContain('AS moment');
});
