/** `athena-ledger addresses` over a lake in a folder, with databases of a writer that is not ours. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { listing, run, succeed, tooWide } from '../cli/program';
import { put, scratch } from '../local/scratch';
import { database, lakeOf } from './given';

const TABLE = 'SELECT * FROM addresses ORDER BY source_ip';
const DENIED =
  'SELECT event_id, source_ip, country, city FROM access_denied ORDER BY event_id LIMIT 100';
const ask = async (lake: string, sql: string): Promise<Record<string, unknown>[]> =>
  JSON.parse(await succeed(['query', '--lake', lake, '--format', 'json', sql])) as Record<
    string,
    unknown
  >[];
const addresses = (lake: string, name: string): Promise<string> =>
  succeed(['addresses', '--mmdb', database(name), '--lake', lake]);
const file = (lake: string): string => join(lake, 'addresses/addresses.json.gz');

const SOURCES = [
  '198.51.100.20',
  '192.0.2.140',
  '203.0.113.250',
  '2001:db8:1::5',
  '2001:db8:2::1',
  '2001:db8:ffff::1',
  '10.30.1.44',
  'athena.amazonaws.com',
  'AWS Internal',
  null,
  '198.51.100.20',
];

let lake: string;
beforeAll(async () => {
  lake = lakeOf(SOURCES);
  await succeed(['build', '--lake', lake, '--from', '2026-03-10', '--to', '2026-03-10']);
  await succeed(['compact', '--lake', lake, '--month', '2026-03']);
});

const MADE = { database_type: 'Example-City', database_built_at: '2026-11-10T06:30:00Z' };
const row = (
  source_ip: string,
  country_code: string | null,
  country: string | null,
  city: string | null,
) => ({ source_ip, country_code, country, city, ...MADE });

test('without the table the views have nulls', async () => {
  expect(await ask(lake, TABLE)).toEqual([]);
  const rows = await ask(lake, DENIED);
  expect(rows).toHaveLength(SOURCES.length);
  expect(rows.filter((one) => one['country'] !== null || one['city'] !== null)).toEqual([]);
});

test('each address has a row, services have none; the views have its country and city', async () => {
  expect(await addresses(lake, 'City')).toBe(
    'Wrote 7 addresses: 4 found, 3 unknown to Example-City of 2026-11-10; 2 names of services left out.\n',
  );
  expect(await ask(lake, TABLE)).toEqual([
    row('10.30.1.44', null, null, null),
    row('192.0.2.140', 'BR', 'Brazil', 'São Paulo'),
    row('198.51.100.20', 'DE', 'Germany', 'Frankfurt am Main'),
    row('2001:db8:1::5', 'JP', 'Japan', 'Tokyo'),
    row('2001:db8:2::1', null, null, null),
    row('2001:db8:ffff::1', null, null, null),
    row('203.0.113.250', 'NO', 'Norway', null),
  ]);
  const rows = await ask(lake, DENIED);
  expect(rows.map((one) => one['source_ip']).sort()).toEqual([...SOURCES].sort());
  expect(rows.filter((one) => one['source_ip'] === '198.51.100.20')).toEqual([
    expect.objectContaining({ country: 'Germany', city: 'Frankfurt am Main' }),
    expect.objectContaining({ country: 'Germany', city: 'Frankfurt am Main' }),
  ]);
  expect(rows.find((one) => one['source_ip'] === 'AWS Internal')).toMatchObject({ country: null });
});

test('again, it writes the same bytes; another database replaces them whole', async () => {
  const before = listing(join(lake, 'addresses'));
  await addresses(lake, 'City');
  expect(listing(join(lake, 'addresses'))).toEqual(before);
  expect(await addresses(lake, 'Country')).toContain('4 found, 3 unknown to Example-Country');
  const rows = await ask(lake, TABLE);
  expect(rows).toHaveLength(7);
  expect(rows.map((one) => one['city'])).toEqual(Array(7).fill(null));
  expect(rows[2]).toMatchObject({ country_code: 'DE', country: 'Germany' });
  expect(Object.keys(listing(join(lake, 'addresses')))).toEqual(['addresses.json.gz']);
});

test('a database of IPv4 alone does not take an IPv6 address for one of its own', async () => {
  expect(await addresses(lake, 'City-IPv4')).toContain('3 found, 4 unknown');
  const rows = await ask(lake, TABLE.replace(' ORDER', " WHERE source_ip LIKE '2001%' ORDER"));
  expect(rows.map((one) => one['country'])).toEqual([null, null, null]);
});

const city = readFileSync(database('City'));
test.each<[string, Buffer | null, RegExp]>([
  ['that is not there', null, /no such file; --mmdb names an \.mmdb file/],
  ['of no bytes', Buffer.alloc(0), /not a MaxMind database/],
  ['of text', Buffer.from('source_ip,country\n'.repeat(200)), /not a MaxMind database/],
  ['that is zipped', gzipSync(city), /not a MaxMind database \(.*gzip.*\); .*unpacked/],
  ['cut at its end', city.subarray(0, 900), /not a MaxMind database/],
  ['cut at its beginning', city.subarray(900), /not a MaxMind database/],
  ['of other things', readFileSync(database('ASN')), /Example-ASN: .* no countries/],
])(
  'an mmdb %s is refused, and nothing is written',
  async (_what, bytes, message) => {
    await addresses(lake, 'City');
    const before = listing(lake);
    const mmdb = join(scratch(), 'some.mmdb');
    if (bytes) writeFileSync(mmdb, bytes);
    const outcome = await run(['addresses', '--mmdb', mmdb, '--lake', lake]);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(message);
    expect(outcome.stderr.trimEnd()).not.toContain('\n');
    expect(listing(lake)).toEqual(before);
  },
  60_000,
);

test('a lake without events has an empty table', async () => {
  const empty = scratch();
  mkdirSync(join(empty, 'history'));
  expect(await addresses(empty, 'City')).toContain('Wrote 0 addresses');
  expect(gunzipSync(readFileSync(file(empty))).toString()).toBe('');
  expect(await ask(empty, TABLE)).toEqual([]);
});

test('a statement that fails leaves the old table', async () => {
  const broken = lakeOf(['192.0.2.1']);
  const month = ['--month', '2026-03'];
  await succeed(['compact', '--lake', broken, ...month]);
  await addresses(broken, 'City');
  const before = listing(join(broken, 'addresses'));
  const key = Object.keys(listing(broken)).find((name) =>
    /^cloudtrail_events.*run=[^/]+\/[^_]/.test(name),
  )!;
  put(broken, key, 'no Parquet');
  const outcome = await run(['addresses', '--mmdb', database('City'), '--lake', broken]);
  expect(outcome.code).toBe(1);
  expect(listing(join(broken, 'addresses'))).toEqual(before);
});

test.each([
  [['--lake', 'lake'], /required option '--mmdb <file>'/],
  [['--mmdb', database('City')], /--lake for a folder, or --bucket/],
  [['--mmdb', database('City'), '--lake', 'x', '--bucket', 'y'], /cannot be used with/],
  [['--mmdb', database('City'), '--lake', '/nonexistent'], /no such folder/],
])('wrong usage: %j', async (args, message) => {
  const outcome = await run(['addresses', ...args]);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toMatch(message);
});

test('its help fits a terminal and shows examples', async () => {
  const help = await succeed(['addresses', '--help']);
  expect(tooWide(help)).toEqual([]);
  expect(help).toContain('$ athena-ledger addresses --mmdb');
});
