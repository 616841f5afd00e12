/**
 * Submissions and events on a lake in a folder, where the n-th call of any port fails, for every n:
 * the job fails loudly or ends, readers see the old day or the new day, and run again it ends in the
 * same tables as a job that nothing disturbed.
 */
import { rmSync } from 'node:fs';
import type { JobResult } from '../../src/events/run-job';
import { failingAt, type Fault } from './failing-ports';
import { copyOf, DAYS, job, makeTemplate, startProcess, startState, type Tables } from './lake-job';

const FAULTY = { now: '2026-03-05T01:00:00.000Z', run: '20260305T010000Z-11111111' };
const AGAIN = { now: '2026-03-05T02:00:00.000Z', run: '20260305T020000Z-22222222' };

let template: string;
let old: Tables;
let expected: Tables;
let calls: string[];

beforeAll(async () => {
  ({ template, old } = await makeTemplate());
  const sound = await startProcess(copyOf(template), FAULTY.now);
  const counting = failingAt(sound.ports, 0, 'error');
  expect(await job(counting, startState(FAULTY.run))).toMatchObject({ done: true, swept: 2 });
  expected = await sound.tables();
  calls = counting.calls;
  sound.close();
});

test('the job changes both days, and calls every port', () => {
  for (const day of DAYS) expect(expected[day]!.events).not.toEqual(old[day]!.events);
  for (const name of ['sources', 'insert', 'query', 'publish', 'write', 'delete', 'dropStaged'])
    expect(calls).toContain(name);
  expect(calls.length).toBeGreaterThan(40);
});

type Ending = JobResult | Error;

const endingOf = (running: Promise<JobResult>): Promise<Ending> =>
  running.catch((error: unknown) => error as Error);

/** Each day as it was, or as it will be. */
function assertWholeDays(seen: Tables): void {
  for (const day of DAYS) {
    const { events } = seen[day]!;
    const isNew = JSON.stringify(events) === JSON.stringify(expected[day]!.events);
    expect(isNew ? expected[day]!.events : old[day]!.events).toEqual(events);
  }
}

/** The next process: it goes on with the cursor, or begins anew under another run. */
async function recover(folder: string, ending: Ending): Promise<Tables> {
  const next = await startProcess(folder, AGAIN.now);
  const hasCursor = !(ending instanceof Error) && !ending.done;
  const state = hasCursor
    ? (JSON.parse(JSON.stringify(ending.cursor)) as typeof ending.cursor)
    : startState(AGAIN.run);
  expect(await job(next.ports, state)).toMatchObject({ done: true });
  const tables = await next.tables();
  next.close();
  return tables;
}

/** An engine that is throttled or late says so in its own way; any other port just fails. */
const canMeet = (fault: Fault, call: string): boolean =>
  fault === 'error' || fault === 'death' || ['insert', 'query'].includes(call);

/** Splits over two test files, so that two workers share the work. */
export const describeFaults = (fault: Fault): void => {
  test(`${fault} at any call`, async () => {
    let unchanged = 0;
    for (let nth = 1; nth <= calls.length; nth += 1) {
      if (!canMeet(fault, calls[nth - 1]!)) continue;
      const what = `${fault} at call ${nth}, ${calls[nth - 1]!}`;
      const folder = copyOf(template);
      const process = await startProcess(folder, FAULTY.now);
      const ending = await endingOf(
        job(failingAt(process.ports, nth, fault), startState(FAULTY.run)),
      );
      const seen = await process.tables();
      process.close();

      assertWholeDays(seen);
      if (!(ending instanceof Error) && ending.done) {
        // Only a retry hides a fault, and then nothing is missing.
        expect([what, fault]).toEqual([what, 'throttle']);
        expect([what, seen]).toEqual([what, expected]);
      }
      if (JSON.stringify(seen) === JSON.stringify(old)) unchanged += 1;
      expect([what, await recover(folder, ending)]).toEqual([what, expected]);
      rmSync(folder, { recursive: true, force: true });
    }
    // Faults before the first publication of events leave all as it was.
    expect(unchanged).toBeGreaterThan(2);
  }, 600_000);
};
