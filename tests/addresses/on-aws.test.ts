/** The same stage with the ports of AWS: Athena's pages, and one object in the bucket. */
import { gunzipSync } from 'node:zlib';
import { athenaReader } from '../../src/aws/athena-engine';
import { s3LargeFiles } from '../../src/aws/s3-large-files';
import { writeAddresses } from '../../src/addresses/write-addresses';
import { openMmdb } from '../../src/cli/mmdb';
import { noDeadline } from '../../src/core/clock';
import { silentLog } from '../../src/core/silent-log';
import { athenaStandIn } from '../stand-ins/athena-statements';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { s3StandIn } from '../stand-ins/s3';
import { steppingClock } from '../stand-ins/stepping-clock';
import { database } from './given';

const KEY = 'addresses/addresses.json.gz';
const PLACE = { database: 'athena_ledger', workgroup: 'athena-ledger' };
const sources = (...addresses: string[]): StatementOutcome => ({
  columns: [['source_ip', 'varchar']],
  rows: addresses.map((address) => [address]),
});

function onAws(outcome: StatementOutcome) {
  const athena = athenaStandIn({ ...PLACE, run: () => outcome, page_size: 3 });
  const s3 = s3StandIn('lake');
  const clock = steppingClock();
  const ports = {
    reader: athenaReader({ ...PLACE, client: athena.client, clock, log: silentLog }),
    files: s3LargeFiles({ client: s3.client, bucket: 'lake' }),
  };
  const write = async (name = 'City') =>
    writeAddresses(ports, await openMmdb(database(name)), {
      token: 'a'.repeat(64),
      deadline: noDeadline,
    });
  return { athena, s3, write };
}

test('one statement over both tables; all of its pages become one object', async () => {
  const found = ['192.0.2.1', '198.51.100.1', '203.0.113.1', 'glue.amazonaws.com', '::1'];
  const { athena, s3, write } = onAws(sources(...found));
  expect(await write()).toEqual({ found: 3, unknown: 1, names: 1 });
  expect(athena.started).toHaveLength(1);
  expect(athena.started[0]!.QueryString).toMatch(/FROM events\b[^]*FROM cloudtrail_events\b/);
  expect([...s3.objects.keys()]).toEqual([KEY]);
  const lines = gunzipSync(s3.objects.get(KEY)!).toString().trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({ source_ip: '192.0.2.1', country: 'Portugal', city: 'Lisbon' }),
    expect.objectContaining({ source_ip: '198.51.100.1', country: 'Germany' }),
    expect.objectContaining({ source_ip: '203.0.113.1', country: 'India', city: 'Mumbai' }),
    expect.objectContaining({ source_ip: '::1', country: null, city: null }),
  ]);
});

test.each<[string, StatementOutcome, string]>([
  ['a statement that fails', { state: 'FAILED', reason: 'no' }, 'City'],
  ['a database of other things', sources('192.0.2.1'), 'ASN'],
])('%s leaves the object that is there', async (_what, outcome, name) => {
  const { s3, write } = onAws(outcome);
  s3.objects.set(KEY, Buffer.from('old'));
  await expect(write(name)).rejects.toThrow();
  expect(s3.objects.get(KEY)!.toString()).toBe('old');
  expect(s3.uploads.size).toBe(0);
});
