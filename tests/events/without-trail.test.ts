import { startJob } from '../../src/events/job-state';
import { runJob } from '../../src/events/run-job';
import { everyDay, ledgerOf, options, scene, type Scene } from './scene';

const DAY = '2026-02-10';
const RUN = '20260302T021500Z-1f2e3d4c';

const WITH = (submission_days: string[]) =>
  startJob({ submission_days, event_days: [DAY], with_late_days: false }, RUN, false);

/** Builds the events of a day, after the delivered days named; of these, some have no log file. */
async function built(read: string[], empty: string[]): Promise<Scene> {
  const given = everyDay('2026-02-01', '2026-03-14');
  for (const day of empty) Reflect.deleteProperty(given.calls, day);
  const ports = scene(given);
  await runJob(ports, WITH(read), options());
  return ports;
}
const messageOf = (ports: Scene) => ledgerOf(ports, 'events', DAY)[0]?.message;

test.each<[string, string[], string[]]>([
  ['no delivered day was read', [], []],
  ['only days were read that cannot hold the calls', ['2026-02-08', '2026-03-14'], []],
  ['all days read had no log file', ['2026-02-10', '2026-02-11'], ['2026-02-10', '2026-02-11']],
])('%s: the ledger says so', async (_, read, empty) => {
  expect(messageOf(await built(read, empty))).toMatch(/^no trail: /);
});

test.each<[string, string[], string[]]>([
  ['the day before was read', ['2026-02-09'], []],
  ['the last day that may hold a call was read', ['2026-03-13'], []],
  ['one of the days had log files', ['2026-02-10', '2026-02-11'], ['2026-02-10']],
])('%s: nothing to say', async (_, read, empty) => {
  expect(messageOf(await built(read, empty))).toBeNull();
});

test('what the ledger has forgotten counts as read', async () => {
  const ports = await built(['2026-02-10'], ['2026-02-10']);
  for (const key of ports.files.files.keys())
    if (key.includes('job=submissions')) ports.files.files.delete(key);
  await runJob(ports, { ...WITH([]), run: '20260302T031500Z-2b' }, options());
  expect(ledgerOf(ports, 'events', DAY).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^no trail: /),
    null,
  ]);
});

test('a reading that failed says nothing of the trail', async () => {
  const ports = await built(['2026-02-10'], []);
  ports.sql.interrupt = () => new Error('lost');
  await ports.clock.sleep(60_000);
  const failing = { ...WITH(['2026-02-10']), run: '20260302T031500Z-2b' };
  await expect(runJob(ports, failing, options())).rejects.toThrow('lost');
  ports.sql.interrupt = () => undefined;
  await runJob(ports, { ...WITH([]), run: '20260302T041500Z-3c' }, options());
  expect(
    ledgerOf(ports, 'submissions', '2026-02-10')
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual(['done', 'failed']);
  expect(ledgerOf(ports, 'events', DAY).map(({ message }) => message)).toEqual([null, null]);
});
