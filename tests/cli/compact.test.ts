/** Compact on a lake and a trail made by somebody else, then ask it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { put, scratch } from '../local/scratch';
import { writeTrail } from './other-lake';
import { run, succeed } from './program';

const MARCH = ['--month', '2026-03'];
const ask = async (lake: string, sql: string): Promise<unknown> =>
  JSON.parse(await succeed(['query', '--lake', lake, '--format', 'json', sql]));

const EVENTS =
  "SELECT event_id, event_time, event_name, user, error_code FROM cloudtrail_events WHERE year = '2026' AND month = '03' ORDER BY event_time, event_id";

test('a trail of its own folder, into a lake that begins with it', async () => {
  const [lake, trail] = [scratch(), scratch()];
  writeTrail(trail);
  const first = await run(['compact', '--lake', lake, '--trail', trail, ...MARCH]);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('Compacted 2026-03: 6 events of 2 delivered days.');
  const rows = await ask(lake, EVENTS);
  expect(rows).toHaveLength(6);
  expect(rows).toContainEqual({
    event_id: 'event-refused',
    event_time: '2026-03-02T09:00:00.000Z',
    event_name: 'StartQueryExecution',
    user: 'eve',
    error_code: 'AccessDenied',
  });
  await succeed(['compact', '--lake', lake, '--trail', trail, ...MARCH]);
  expect(await ask(lake, EVENTS)).toEqual(rows);
});

test('the lake’s own trail/, if none is named; broken files are left out if asked', async () => {
  const lake = scratch();
  writeTrail(join(lake, 'trail'));
  const cut = 'trail/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02/cut.json';
  put(lake, cut, '{"Records":[{');
  const failed = await run(['compact', '--lake', lake, ...MARCH]);
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr).toContain('cut.json: not valid JSON');
  await succeed(['compact', '--lake', lake, ...MARCH, '--skip-unreadable']);
  expect(await ask(lake, EVENTS)).toHaveLength(6);
  const skipped =
    "SELECT element_at(counts, 'files_skipped') AS n FROM ledger WHERE outcome = 'done'";
  expect(await ask(lake, skipped)).toEqual([{ n: 1 }]);
});

test.each([
  [['--month', '2999-01'], '--month: 2999-01 is in the future'],
  [['--month', '2026-13'], 'Write a month as YYYY-MM'],
  [['--month', 'march'], 'Write a month as YYYY-MM'],
  [[], "required option '--month <month>' not specified"],
  [[...MARCH, '--late-days', '32'], 'Give a whole number from 0 to 31'],
])('wrong usage: %j', async (args, message) => {
  const lake = scratch();
  writeTrail(join(lake, 'trail'));
  const outcome = await run(['compact', '--lake', lake, ...args]);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toContain(message);
});

test('without a trail it says what to name', async () => {
  const lake = scratch();
  mkdirSync(join(lake, 'history'));
  const outcome = await run(['compact', '--lake', lake, ...MARCH]);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toContain('no AWSLogs/ in this folder');
});
