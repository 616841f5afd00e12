import { LedgerError } from '../../src/core/errors';
import type { LookupPorts } from '../../src/lookup/run-state';
import { namedError } from '../memory/memory-history';
import { DAY, desk, evenly, ledgerOf, lookUp, worldOf, type Desk } from './looking-up';

type Fault = 'error' | 'throttle' | 'timeout' | 'after the effect';

const thrown: Record<Fault, () => Error> = {
  error: () => namedError('InternalFailure', 'We could not complete your request.'),
  throttle: () => namedError('ThrottlingException', 'Rate exceeded'),
  timeout: () => namedError('TimeoutError', 'socket hang up'),
  'after the effect': () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
};

/** The same ports, but the `nth` call of any of them fails. */
function failingAt({ events, files, ...ports }: LookupPorts, nth: number, fault: Fault) {
  let calls = 0;
  async function guard<T>(effect: () => T | Promise<T>): Promise<T> {
    calls += 1;
    if (calls !== nth) return await effect();
    if (fault === 'after the effect') await effect();
    throw thrown[fault]();
  }
  const failing: LookupPorts = {
    ...ports,
    events: {
      whoAmI: () => guard(() => events.whoAmI()),
      lookupEvents: (...given) => guard(() => events.lookupEvents(...given)),
    },
    files: {
      list: async function* (prefix) {
        yield* await guard(() => files.list(prefix));
      },
      read: (key) => guard(() => files.read(key)),
      write: (key, body) => guard(() => files.write(key, body)),
      delete: (keys) => guard(() => files.delete(keys)),
    },
  };
  return { ports: failing, calls: () => calls };
}

const surroundings = (): Desk =>
  desk(worldOf(evenly(230, '2026-02-28T23:00:00Z', '2026-03-02T00:00:00Z')));
const SMALL = { records_per_part: 40 };
const trailOf = ({ files }: Desk) =>
  [...files.files].filter(([key]) => key.startsWith('trail/')).sort();

test.each(Object.keys(thrown) as Fault[])(
  '%s at any call: the run fails by name, and run again it ends in the same files',
  async (fault) => {
    const sound = surroundings();
    const counting = failingAt(sound, 0, fault);
    await lookUp(counting.ports, undefined, SMALL);
    expect(counting.calls()).toBeGreaterThan(11);
    for (let nth = 1; nth <= counting.calls(); nth += 1) {
      const ports = surroundings();
      const failing = failingAt(ports, nth, fault).ports;
      await expect(lookUp(failing, undefined, SMALL)).rejects.toBeInstanceOf(LedgerError);
      await lookUp(ports, undefined, { ...SMALL, run: 'run-2' });
      expect(trailOf(ports)).toEqual(trailOf(sound));
    }
  },
);

test.each([
  [
    'AccessDeniedException',
    'not authorized',
    /LookupEvents failed: .* Allow the call in the role’s policy/,
  ],
  ['ThrottlingException', 'Rate exceeded', /CloudTrail kept throttling; lower API_SHARE/],
  [
    'InvalidTimeRangeException',
    'no',
    /LookupEvents failed: InvalidTimeRangeException: no\. Run it again/,
  ],
])('%s ends the run, and the ledger says so', async (name, message, says) => {
  const ports = surroundings();
  const events = {
    ...ports.events,
    lookupEvents: () => Promise.reject(namedError(name, message)),
  };
  const failure = { name: 'AwsCallFailed', message: expect.stringMatching(says) as string };
  await expect(lookUp({ ...ports, events })).rejects.toMatchObject(failure);
  expect(ledgerOf(ports.files, DAY)).toMatchObject({
    outcome: 'failed',
    message: failure.message,
    counts: { records: 0, lookup_calls: 1 },
  });
});
