import { gunzip } from '../memory/history-lines';
import {
  call,
  DAY,
  desk,
  evenly,
  FOLDER,
  idsIn,
  ledgerOf,
  lookUp,
  trailKeys,
  worldOf,
} from './looking-up';

const P = '111122223333_CloudTrail_eu-west-1';
const SMALL = { records_per_part: 40 };

test('a day lies below its date, newest first, in parts; the ledger counts it', async () => {
  const events = evenly(100, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z');
  const ports = desk(worldOf(events));
  const { counts } = await lookUp(ports, undefined, SMALL);
  expect(trailKeys(ports.files)).toEqual(
    ['0000', '0001', '0002'].map((part) => `2026/03/01/${P}_2026-03-01.part-${part}.json.gz`),
  );
  const ids = trailKeys(ports.files).flatMap((key) => idsIn(ports.files, key));
  expect(ids).toEqual(events.map((_, n) => `${DAY}T00:00:00Z-${n}`).reverse());
  expect(counts).toMatchObject({ records: 100, parts: 3, lookup_calls: 2, late: 0 });
  expect(ledgerOf(ports.files)).toMatchObject({
    job: 'lookup',
    outcome: 'done',
    counts: { records: 100, parts: 3, lookup_calls: 2 },
    pending: [],
    sources: [],
    message: null,
  });
});

test('the hour before the day is looked at again; it lies below the day, apart', async () => {
  const events = [
    call('2026-02-28T22:59:59Z', 'too early'),
    call('2026-02-28T23:00:00Z', 'late'),
    call(`${DAY}T00:00:00Z`, 'first'),
    call(`${DAY}T23:59:59Z`, 'last'),
    call('2026-03-02T00:00:00Z', 'next day'),
  ];
  const ports = desk(worldOf(events));
  const { counts } = await lookUp(ports);
  expect(trailKeys(ports.files).map((key) => [key, idsIn(ports.files, key)])).toEqual([
    [`2026/03/01/${P}_2026-03-01.part-0000.json.gz`, ['last', 'first']],
    [`2026/03/01/${P}_2026-03-01.part-9000.json.gz`, ['late']],
  ]);
  expect(counts).toMatchObject({ records: 2, parts: 1, late: 1 });
});

test('a range is one listing, each day below its own date, one record a day', async () => {
  const events = evenly(300, '2026-02-27T00:00:00Z', '2026-03-02T00:00:00Z');
  const ports = desk(worldOf(events));
  const { counts } = await lookUp(ports, { from: '2026-02-27', to: DAY });
  expect(trailKeys(ports.files).map((key) => idsIn(ports.files, key).length)).toEqual([
    100, 100, 100,
  ]);
  expect(trailKeys(ports.files)[0]).toBe(`2026/02/27/${P}_2026-02-27.part-0000.json.gz`);
  expect(counts).toMatchObject({ records: 300, parts: 3, lookup_calls: 6 });
  expect(ledgerOf(ports.files, '2026-02-27').counts).toEqual({ records: 100, parts: 1 });
});

test('an hour has its own name, and the quarter before it', async () => {
  const events = evenly(96, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z'); // one in 15 minutes
  const ports = desk(worldOf(events));
  await lookUp(ports, { source: 'lookup', day: DAY, hour: 23 });
  expect(trailKeys(ports.files).map((key) => [key, idsIn(ports.files, key).length])).toEqual([
    [`2026/03/01/${P}_2026-03-01T23.part-0000.json.gz`, 4],
    [`2026/03/01/${P}_2026-03-01T23.part-9000.json.gz`, 1],
  ]);
});

test('what comes a minute past midnight is found by the next day’s run', async () => {
  const slow = call(`${DAY}T23:59:30Z`, 'slow');
  const ports = desk(worldOf([]));
  await lookUp(ports);
  expect(trailKeys(ports.files)).toEqual([]);
  const next = desk(worldOf([slow], '2026-03-03T00:30:00.000Z'), { files: ports.files });
  await lookUp(next, { source: 'lookup' });
  expect(trailKeys(ports.files)).toEqual([`2026/03/02/${P}_2026-03-02.part-9000.json.gz`]);
});

test('run again it writes the same files, byte for byte', async () => {
  const ports = desk(worldOf(evenly(130, '2026-02-28T23:00:00Z', '2026-03-02T00:00:00Z')));
  await lookUp(ports, undefined, SMALL);
  const first = new Map(ports.files.files);
  await lookUp(ports, undefined, { ...SMALL, run: 'run-2' });
  for (const key of trailKeys(ports.files))
    expect(first.get(`${FOLDER}/${key}`)).toEqual(ports.files.files.get(`${FOLDER}/${key}`));
  expect(ports.files.files.size).toBe(first.size + 1); // the second run's record
});

test('a record’s text stays as it is, on one line', async () => {
  const odd = call(`${DAY}T12:00:00Z`, 'odd');
  const text = odd.text.replace(
    '{"eventVersion"',
    '{ \n\t"big":12345678901234567890, "text":"a\\tb\\n,\\"🦉\\u0000", "eventVersion"',
  );
  const ports = desk(worldOf([{ ...odd, text }, call(`${DAY}T12:00:01Z`, 'plain')]));
  await lookUp(ports);
  const [key] = trailKeys(ports.files);
  expect(idsIn(ports.files, key!)).toEqual(['plain', 'odd']);
  const written = gunzip(ports.files.files.get(`${FOLDER}/${key!}`)!);
  expect(written).toContain(text.replaceAll(/[\n\t]+/g, ' '));
  expect(written).not.toContain('\n');
});

test('other services, broken records and unreadable times are told apart and counted', async () => {
  const at = Date.parse(`${DAY}T12:00:00Z`);
  const ports = desk(
    worldOf([
      call(`${DAY}T12:00:00Z`, 'other', { eventSource: 'timestream.amazonaws.com' }),
      { ...call(`${DAY}T12:00:00Z`, 'undated', { eventTime: 'unknown' }), at },
      { at, name: 'StartQueryExecution', text: '{"eventTime":' },
      { at, name: 'StartQueryExecution', text: '' },
      { at, name: 'StartQueryExecution', text: '[1]' },
      call(`${DAY}T11:00:00Z`, 'good'),
    ]),
  );
  await expect(lookUp(ports)).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: expect.stringMatching(
      /lookup of 2026-03-01 in 111122223333\/eu-west-1 is incomplete/,
    ) as string,
  });
  expect(trailKeys(ports.files).flatMap((key) => idsIn(ports.files, key))).toEqual([
    'undated',
    'good',
  ]);
  expect(ledgerOf(ports.files)).toMatchObject({
    outcome: 'failed',
    counts: { records: 2, other_services: 1, undated: 1, unreadable: 3 },
  });
});

test('a day without calls has no file, and its record says so', async () => {
  const ports = desk(worldOf([]));
  await lookUp(ports);
  expect(trailKeys(ports.files)).toEqual([]);
  expect(ledgerOf(ports.files)).toMatchObject({
    outcome: 'done',
    counts: { records: 0, parts: 0 },
  });
});

test('progress goes back in time, to the end', async () => {
  const seen: number[] = [];
  const ports = desk(worldOf(evenly(250, `${DAY}T00:00:00Z`, '2026-03-02T00:00:00Z')));
  await lookUp(ports, undefined, { onProgress: ({ listed }) => seen.push(listed) });
  expect(seen).toHaveLength(5);
  expect([...seen].sort()).toEqual(seen);
  expect(seen.at(-1)).toBe(1);
});
