/** Whatever is given wrong: one line that says what to do, exit 1 or 2, nothing half-written. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { addDays, dayOf } from '../../src/core/days';
import { execution, listedWorld } from '../memory/world';
import { put, scratch } from '../local/scratch';
import { athenaApi } from '../stand-ins/athena-api/server';
import { FIRST, LAST, writeHistory, writeTrail } from './other-lake';
import { listing, run, succeed } from './program';

const DAYS = ['--from', FIRST, '--to', LAST];
const TODAY = dayOf(new Date());
const COLLECT = ['collect', '--from', addDays(TODAY, -1), '--to', addDays(TODAY, -1)];

/** A lake with published events. */
let built: string;
let published_events: string;

const asking = (lake: string): string[] =>
  ['query', '--lake', lake, '--format', 'csv'].concat('SELECT * FROM events ORDER BY 1, 2');

beforeAll(async () => {
  built = scratch();
  writeHistory(built);
  writeTrail(join(built, 'trail'));
  await succeed(['build', '--lake', built, ...DAYS]);
  published_events = await succeed(asking(built));
});

async function fails(args: readonly string[], code: 1 | 2, says: RegExp, env = {}): Promise<void> {
  const outcome = await run(args, { env });
  expect(outcome.stderr).toMatch(/^athena-ledger: [^\n]{15,400}\n$/);
  expect(outcome.stderr).toMatch(says);
  expect([outcome.code, outcome.stdout]).toEqual([code, '']);
}

describe('wrong usage', () => {
  it.each<[string, string[], RegExp]>([
    [
      'a folder in S3',
      [...COLLECT, '--lake', 's3://bucket/folder'],
      /--lake s3:\/\/bucket\/folder: .*s3:\/\/BUCKET\./,
    ],
    ['no such command', ['bild'], /unknown command 'bild'.*build/],
    [
      'an unknown option',
      ['ledger', '--lake', 'x', '--form', FIRST],
      /unknown option '--form'.*--f/,
    ],
    ['no lake', ['ledger'], /--lake/],
    [
      'a wrong date',
      ['build', '--lake', 'x', '--from', '2026-02-30', '--to', LAST],
      /2026-02-30.*YYYY-MM-DD/,
    ],
    ['a date of another form', ['ledger', '--lake', 'x', '--from', '1.3.2026'], /YYYY-MM-DD/],
    [
      'days the wrong way round',
      ['build', '--lake', 'x', '--from', LAST, '--to', FIRST],
      /swap them/,
    ],
    [
      'an unknown format',
      ['query', '--lake', 'x', '--format', 'xml', 'SELECT 1'],
      /table, json, csv/,
    ],
    ['no SQL', ['query', '--lake', 'x'], /Give a SELECT/],
    ['no days in a demo', ['demo', '--days', '0'], /whole number from 1/],
    [
      'a price that is none',
      ['build', '--lake', 'x', ...DAYS, '--price-per-tb', 'five'],
      /dollars/,
    ],
    ['a share above the whole', [...COLLECT, '--lake', 'x', '--share', '7'], /above 0/],
    ['a share that is none', [...COLLECT, '--lake', 'x', '--share', 'much'], /above 0/],
  ])('%s', async (_what, args, says) => {
    await fails(args, 2, says);
  });

  it('an unknown question', async () => {
    await fails(['query', '--lake', built, '@nothing'], 2, /--list/);
  });
});

describe('folders', () => {
  it.each([['build', ...DAYS], ['query', 'SELECT 1'], ['ledger']])(
    '%s of a folder that is no lake, or not there',
    async (...args) => {
      const folder = scratch();
      put(folder, 'photos/cat.json', '{}');
      await fails([...args, '--lake', folder], 2, /is no lake.*name a copy/);
      await fails([...args, '--lake', join(folder, 'nowhere')], 2, /no such folder/);
      expect(Object.keys(listing(folder))).toEqual(['photos/cat.json']);
    },
  );

  it('a trail without AWSLogs/', async () => {
    const trail = scratch();
    put(trail, '111122223333/CloudTrail/eu-west-1/2026/03/01/x.json', '{}');
    const before = listing(built);
    await fails(['build', '--lake', built, '--trail', trail, ...DAYS], 2, /AWSLogs\/.*above/);
    await fails(['build', '--lake', built, '--trail', join(trail, 'no'), ...DAYS], 2, /AWSLogs\//);
    expect(listing(built)).toEqual(before);
  });

  it('a folder that cannot be written', async () => {
    const folder = scratch();
    put(folder, 'file', 'mine');
    await fails(['demo', '--days', '1', '--lake', join(folder, 'file')], 1, /choose another/);
    await fails(['demo', '--days', '1', '--lake', join(folder, 'file/below')], 1, /choose another/);
    await fails(['demo', '--days', '1', '--lake', '/proc/nowhere'], 1, /choose another/);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
    expect(Object.keys(listing(folder))).toEqual(['file']);
  });

  it('a lake whose events cannot be written', async () => {
    const lake = scratch();
    writeHistory(lake);
    put(lake, 'events', 'a file where a folder is needed');
    await fails(['build', '--lake', lake, ...DAYS], 1, /./);
    expect(readFileSync(join(lake, 'events'), 'utf8')).toBe('a file where a folder is needed');
  });
});

describe('files that are broken', () => {
  const trailFile = 'trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/01/bad.json';
  const historyFile = `history/day=${FIRST}/account_id=1/bad.json`;
  const long = gzipSync(
    JSON.stringify({
      Records: Array.from({ length: 900 }, (_, i) => ({ eventID: String(i * 7919) })),
    }),
  );
  const rows = gzipSync(
    Array.from({ length: 900 }, (_, i) => `{"query_execution_id":"${i * 7919}"}\n`).join(''),
  );

  it.each<[string, string, Buffer]>([
    ['a log file cut short', `${trailFile}.gz`, long.subarray(0, long.length / 2)],
    ['a log file that is no JSON', trailFile, Buffer.from('<Error>AccessDenied</Error>')],
    ['a log file that is no gzip', `${trailFile}.gz`, Buffer.from('{"Records":[]}')],
    ['a history file cut short', `${historyFile}.gz`, rows.subarray(0, rows.length / 2)],
    ['a history file cut at its very end', `${historyFile}.gz`, rows.subarray(0, -2)],
    ['a history file that is no JSON', historyFile, Buffer.from('query,user\n1,ann\n')],
  ])(
    '%s: named, and published events stay as they are',
    async (_what, key, body) => {
      const lake = scratch();
      cpSync(built, lake, { recursive: true });
      const asked = asking(lake);
      const markers = (name: string): boolean => name.endsWith('_published.json');
      const published = Object.entries(listing(lake)).filter(([name]) => markers(name));

      mkdirSync(join(lake, key, '..'), { recursive: true });
      writeFileSync(join(lake, key), body);
      await fails(['build', '--lake', lake, ...DAYS], 1, new RegExp(`${key}: .*--skip-unreadable`));
      expect(await succeed(asked)).toBe(published_events);
      const now = Object.entries(listing(lake)).filter(([name]) => markers(name));
      // Days that do not need the file may be built again; those that need it are as they were.
      expect(now.map(([name]) => name)).toEqual(published.map(([name]) => name));
      await succeed(['build', '--lake', lake, '--skip-unreadable', '--force', ...DAYS]);
      expect(await succeed(asked)).toBe(published_events);
    },
    120_000,
  );
});

describe('SQL', () => {
  it.each([
    ['no SQL at all', 'SELEC 1', /cannot be read/],
    ['no such column', 'SELECT usr FROM events', /usr/],
    ['no such table', 'SELECT * FROM evnts', /evnts/],
    ['two statements', 'SELECT 1; SELECT 2', /exactly one/],
    ['something else than a SELECT', 'DROP TABLE events', /Only a SELECT/],
    ['an error at run time', `SELECT CAST('x' AS bigint)`, /'x'/],
  ])('%s', async (_what, sql, says) => {
    const before = listing(built);
    await fails(['query', '--lake', built, sql], 1, says);
    expect(listing(built)).toEqual(before);
  });
});

describe('collecting', () => {
  const REGION = { AWS_REGION: 'eu-west-1' };

  it('a day that Athena has forgotten', async () => {
    const lake = join(scratch(), 'lake');
    await fails(
      ['collect', '--lake', lake, '--from', '2020-01-01', '--to', '2020-01-02'],
      2,
      /45 days/,
      REGION,
    );
    expect(listing(lake)).toEqual({});
  });

  it('no credentials', async () => {
    const lake = join(scratch(), 'lake');
    await fails([...COLLECT, '--lake', lake], 1, /valid AWS credentials|AWS_PROFILE/, REGION);
    await fails([...COLLECT, '--lake', lake], 1, /AWS_PROFILE|AWS_REGION/);
    expect(listing(lake)).toEqual({});
  });

  const api = () =>
    athenaApi(
      listedWorld({
        primary: [
          execution({
            query_execution_id: '00000000-0000-4000-8000-000000000001',
            submitted_at: `${addDays(TODAY, -1)}T12:00:00.000Z`,
          }),
        ],
      }),
    );
  const access = (endpoint: string) => ({
    ...REGION,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
  });

  it('collects into a new lake that build and query read', async () => {
    const server = await api();
    const lake = join(scratch(), 'new/lake');
    const outcome = await run([...COLLECT, '--lake', lake], { env: access(server.endpoint) });
    await server.close();
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(outcome.stdout).toMatch(/^111122223333 eu-west-1: 1 queries in 1 workgroups\n$/);
    await succeed(['build', '--lake', lake, ...COLLECT.slice(1)]);
    const rows = await succeed([
      'query',
      '--lake',
      lake,
      '--format',
      'csv',
      'SELECT count(*) AS n FROM events',
    ]);
    expect(rows).toBe('n\r\n1\r\n');
  });

  it('into a folder that cannot be written', async () => {
    const server = await api();
    const folder = scratch();
    put(folder, 'file', 'mine');
    const lake = join(folder, 'file/below');
    await fails([...COLLECT, '--lake', lake], 1, /./, access(server.endpoint));
    await server.close();
    expect(Object.keys(listing(folder))).toEqual(['file']);
  });
});
