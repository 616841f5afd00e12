import { isBuiltin } from 'node:module';
import { build, runIn, type Built } from './built';

let built: Built;
beforeAll(() => {
  built = build();
});
afterAll(() => {
  built.remove();
});

/** Measured 0.65 MB, 0.64 MB, 0.65 MB and, with the page in it, 1.1 MB; a tenth more is a reason to look what came in. */
const MOST_BYTES = { history: 710_000, events: 700_000, exports: 710_000, report: 1_200_000 };
const CLIENTS = {
  history: ['client-athena', 'client-cloudtrail', 'client-s3', 'client-sts'],
  events: ['client-athena', 'client-glue', 'client-s3'],
  exports: ['client-athena', 'client-glue', 'client-s3'],
  report: ['client-athena', 'client-s3', 'client-sns'],
};

describe.each(['history', 'events', 'exports', 'report'] as const)('the bundle of %s', (stage) => {
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
    expect(
      files.filter(
        (file) => !file.startsWith(`src/${stage}/`) && /src\/(local|cli|demo|report)\//.test(file),
      ),
    ).toEqual([]);
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

test('the page is in the bundle that writes it, as this build made it', () => {
  const page = built.file('report/page.html').toString('utf8');
  const [, hash] = /script-src '(sha256-[^']+)'/.exec(page)!;
  expect(built.file('report/index.js').toString('utf8')).toContain(hash!);
});
