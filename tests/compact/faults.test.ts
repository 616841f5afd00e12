/**
 * A month compacted where the n-th call of any port fails, for every n: it fails loudly or ends,
 * readers see the old month or the new one, and run again it ends in the same rows.
 */
import { cpSync } from 'node:fs';
import { answerMonth } from '../../src/compact/answer';
import { failingAt, type Fault } from '../faults/failing-ports';
import { scratch } from '../local/scratch';
import { compact, compaction, deliver, LOCAL, record, scene, type Scene } from './scene';

const ROWS = 'SELECT event_id, event_time, delivered_day FROM cloudtrail_events ORDER BY event_id';
const FIRST = '20260401T030000Z-00000000';
const AGAIN = '20260510T040000Z-22222222';

let template: string;
let old: unknown;
let expected: unknown;
let calls: string[];

const rows = (given: Scene): Promise<unknown> => given.rows(ROWS);
const copy = (): string => {
  const folder = scratch();
  cpSync(template, folder, { recursive: true });
  return folder;
};

beforeAll(async () => {
  template = scratch();
  deliver(template, '2026-03-10', [record('a', '2026-03-10T12:00:00Z')]);
  const before = await scene(template, '2026-04-01T03:00:00.000Z');
  await compact(before, { run: FIRST });
  old = await rows(before);
  // Delivered twice, the second time a day later; and one more.
  deliver(template, '2026-03-11', [
    record('a', '2026-03-10T12:00:00Z'),
    record('b', '2026-03-11T12:00:00Z'),
  ]);
  const sound = await scene(copy());
  const ports = failingAt(sound.ports, 0, 'error');
  await answerMonth(ports, compaction(), LOCAL);
  expected = await rows(sound);
  calls = ports.calls;
});

test('the month changes, and every port is called', () => {
  expect(expected).toHaveLength(2);
  expect(old).toHaveLength(1);
  for (const name of ['published', 'sources', 'read', 'insert', 'query', 'write', 'publish'])
    expect(calls).toContain(name);
});

const canMeet = (fault: Fault, call: string): boolean =>
  fault === 'error' || fault === 'death' || ['insert', 'query'].includes(call);
/** Of the many days without files, one is as good as all. */
const isRepeated = (nth: number): boolean =>
  calls[nth - 1] === 'sources' && calls[nth - 2] === 'sources' && calls[nth] === 'sources';

test.each<Fault>(['error', 'throttle', 'deadline before', 'deadline after', 'death'])(
  '%s at any call',
  async (fault) => {
    for (let nth = 1; nth <= calls.length; nth += 1) {
      const call = calls[nth - 1]!;
      if (!canMeet(fault, call) || isRepeated(nth)) continue;
      const what = `${fault} at call ${nth}, ${call}`;
      const folder = copy();
      const given = await scene(folder);
      const ending = await answerMonth(
        failingAt(given.ports, nth, fault),
        compaction(),
        LOCAL,
      ).catch((error: unknown) => error as Error);
      const seen = await rows(given);
      expect([what, [old, expected]]).toEqual([what, expect.arrayContaining([seen])]);
      if (!(ending instanceof Error) && ending.done)
        expect([what, fault]).toEqual([what, 'throttle']);

      // The next process: by the cursor, or the same run once more, as a message comes again.
      const next = await scene(folder, '2026-05-10T04:00:00.000Z');
      await compact(next);
      expect([what, await rows(next)]).toEqual([what, expected]);
      await compact(next, { run: AGAIN });
      expect([what, await rows(next)]).toEqual([what, expected]);
      given.lake.sql.close();
      next.lake.sql.close();
    }
  },
);
