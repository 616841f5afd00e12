import { collectLookup } from '../../src/lookup/collect-lookup';
import { parseRequest } from '../../src/lookup/request';
import type { LookupOptions } from '../../src/lookup/run-state';
import { namedError } from '../memory/memory-history';
import {
  DAY,
  desk,
  evenly,
  FOLDER,
  ledgerOf,
  lookUp,
  optionsOf,
  trailKeys,
  worldOf,
  type Desk,
} from './looking-up';

/** Late calls, three days in between, an uneven number of records in each part. */
const RANGE = { from: '2026-02-27', to: DAY };
const events = [
  ...evenly(30, '2026-02-26T23:00:00Z', '2026-02-27T00:00:00Z'),
  ...evenly(470, '2026-02-27T00:00:00Z', '2026-03-02T00:00:00Z'),
];
const surroundings = (): Desk => desk(worldOf(events, '2026-03-02T06:00:00.000Z'));

/** A caller whose time is over at the `n`-th call of the API. */
function afterCalls(ports: Desk, n: number): { ports: Desk } & Pick<LookupOptions, 'deadline'> {
  let left = n;
  const counted = {
    ...ports.events,
    lookupEvents: (...given: Parameters<Desk['events']['lookupEvents']>) => {
      left -= 1;
      return ports.events.lookupEvents(...given);
    },
  };
  return {
    ports: { ...ports, events: counted },
    deadline: { remainingMs: () => (left > 0 ? Infinity : 0) },
  };
}

async function inSlices(given: Desk, input: unknown, n: number) {
  let next = input;
  for (let calls = 1; calls < 100; calls += 1) {
    const { ports, deadline } = afterCalls(given, n);
    const request = parseRequest(JSON.parse(JSON.stringify(next)));
    const answer = await collectLookup(
      ports,
      request,
      optionsOf({ deadline, records_per_part: 33 }),
    );
    if (answer.done) return { calls, counts: answer.counts };
    expect(ledgerOf(given.files, DAY)).toMatchObject({ outcome: 'unfinished' });
    next = { cursor: answer.cursor };
  }
  throw new Error('never done');
}

const trailOf = ({ files }: Desk) =>
  [...files.files].filter(([key]) => key.startsWith('trail/')).sort();

test.each([0, 1, 2, 3, 4, 7])(
  'stopped at every %s-th call and called again, the files are those of a run in one go',
  async (n) => {
    const whole = surroundings();
    const { counts } = await lookUp(whole, RANGE, { records_per_part: 33 });
    expect(trailKeys(whole.files).length).toBeGreaterThan(14);
    const sliced = surroundings();
    const slices = await inSlices(sliced, RANGE, n);
    expect(slices.calls).toBeGreaterThan(1);
    expect(trailOf(sliced)).toEqual(trailOf(whole));
    expect(slices.counts).toEqual(counts);
    for (const day of ['2026-02-27', '2026-02-28', DAY])
      expect(ledgerOf(sliced.files, day).counts).toEqual(ledgerOf(whole.files, day).counts);
  },
);

/** A cursor after two pages. */
async function stopped(given: Desk) {
  const { ports, deadline } = afterCalls(given, 2);
  const answer = await collectLookup(ports, parseRequest(RANGE), optionsOf({ deadline }));
  if (answer.done) throw new Error('done too early');
  return answer.cursor;
}

test('a call that died is repeated with its cursor: what it left over is replaced', async () => {
  const whole = surroundings();
  await lookUp(whole, RANGE);
  const ports = surroundings();
  const cursor = await stopped(ports);
  await lookUp(ports, { cursor }); // the call whose answer nobody heard
  await lookUp(ports, { cursor });
  expect(trailOf(ports)).toEqual(trailOf(whole));
});

test('a token that has expired: the listing begins again, once, into the same files', async () => {
  const whole = surroundings();
  await lookUp(whole, RANGE);
  const ports = surroundings();
  const cursor = { ...(await stopped(ports)), next_token: 'expired' };
  const { counts } = await lookUp(ports, { cursor });
  expect(counts).toMatchObject({ records: 470, restarted: 1 });
  expect(trailOf(ports)).toEqual(trailOf(whole));
  expect(ports.log.lines.map(({ code }) => code)).toContain('lookup.token_refused');
});

test('a token that is refused again ends the run', async () => {
  const ports = surroundings();
  const cursor = await stopped(ports);
  const refusing = {
    ...ports.events,
    lookupEvents: () => Promise.reject(namedError('InvalidNextTokenException', 'no')),
  };
  await expect(
    lookUp(
      { ...ports, events: refusing },
      { cursor: { ...cursor, totals: { ...cursor.totals, restarted: 1 } } },
    ),
  ).rejects.toMatchObject({
    name: 'AwsCallFailed',
    message: expect.stringContaining('InvalidNextTokenException') as string,
  });
});

test('a part that vanished meanwhile is an error, not a shorter file', async () => {
  const ports = surroundings();
  const cursor = await stopped(ports);
  for (const key of trailKeys(ports.files)) ports.files.files.delete(`${FOLDER}/${key}`);
  await expect(lookUp(ports, { cursor })).rejects.toMatchObject({
    name: 'JobIncomplete',
    message: expect.stringContaining('run the same days again') as string,
  });
});

test('another account’s cursor is refused', async () => {
  const ports = surroundings();
  const cursor = { ...(await stopped(ports)), account_id: '444455556666' };
  await expect(lookUp(ports, { cursor })).rejects.toMatchObject({
    name: 'InvalidInput',
    message: 'cursor: belongs to 444455556666/eu-west-1, but this is 111122223333/eu-west-1.',
  });
});
