import { InvalidInput } from '../../src/core/errors';
import { jobOf, parseRequest } from '../../src/events/request';
import { memoryCatalog } from '../memory/memory-catalog';
import { steppingClock } from '../stand-ins/stepping-clock';

const NOW = new Date('2026-03-02T02:15:00.000Z');
const RUN = '20260302T021500Z-1f2e3d4c';
const CURSOR = {
  run: RUN,
  force: false,
  submission_days: [],
  event_days: ['2026-03-01'],
  with_late_days: false,
  failed: [],
};
const ask = (input: unknown) =>
  jobOf(parseRequest(input), memoryCatalog(steppingClock()), RUN, {
    now: NOW,
    lookback_days: 2,
    has_trail: true,
  });
/** Refusals may come while the input is read or when days are planned. */
const refusal = async (input: unknown): Promise<unknown> => {
  try {
    return await ask(input);
  } catch (error) {
    return error;
  }
};

test.each([
  [{}, { run: RUN, force: false, with_late_days: true }],
  [undefined, { run: RUN, with_late_days: true }],
  [
    { force: true, run: RUN },
    { run: RUN, force: true, with_late_days: true },
  ],
  [{ hourly: true }, { event_days: ['2026-03-02'], only_new: true }],
  [{ day: '2026-03-01' }, { event_days: ['2026-03-01'], with_late_days: false }],
  [
    { from: '2026-02-28', to: '2026-03-02' },
    { event_days: ['2026-02-28', '2026-03-01', '2026-03-02'] },
  ],
  [{ cursor: CURSOR }, CURSOR],
])('%j is a job', async (input, job) => {
  expect(await ask(input)).toMatchObject(job);
});

test.each([
  [{ day: '2026-02-30' }, 'day: "2026-02-30" is not a day'],
  [{ day: '2026-03-03' }, 'day: 2026-03-03 is in the future'],
  [{ from: '2026-02-01', to: '2026-03-03' }, 'to: 2026-03-03 is in the future'],
  [{ from: '2026-03-01' }, 'to: is missing'],
  [{ to: '2026-03-01' }, 'from: is missing'],
  [{ from: '2026-03-01', to: '2026-02-28' }, 'to: 2026-02-28 is before from'],
  [{ from: '2025-03-01', to: '2026-03-02' }, 'to: from and to name more than 366 days'],
  [{ day: '2026-03-01', from: '2026-03-01' }, 'day: give either day, or from and to'],
  [{ hourly: true, day: '2026-03-01' }, 'hourly: goes without days'],
  [{ hourly: false }, 'hourly: '],
  [{ force: 'yes' }, 'force: must be boolean'],
  [{ refresh: 1 }, 'refresh: must be boolean'],
  [{ run: 'mine' }, 'run: is not an id like'],
  [{ run: '20261399T021500Z-a' }, 'run: is not an id like'],
  [{ run: `${RUN}/../x` }, 'run: is not an id like'],
  [{ workgroups: ['a'] }, 'workgroups: is not a field'],
  [{ version: '0', 'detail-type': 'Scheduled Event' }, 'version: is not a field'],
  [{ cursor: { ...CURSOR, run: undefined } }, 'cursor.run: must be string'],
  [{ cursor: { ...CURSOR, event_days: ['x'] } }, 'cursor.event_days.0: is not a day'],
  [{ cursor: { ...CURSOR, more: 1 } }, 'cursor.more: is not a field'],
  [{ cursor: CURSOR, force: true }, 'cursor: goes alone'],
  ['yesterday', 'input: must be object'],
  [[], 'input: must be object'],
])('%j is refused: %s', async (input, message) => {
  const error = await refusal(input);
  expect(error).toBeInstanceOf(InvalidInput);
  expect(error).toHaveProperty('message', expect.stringContaining(message));
});

test('366 days are accepted, and their cursor at its worst fits Step Functions', async () => {
  const job = await ask({ from: '2025-03-02', to: '2026-03-02' });
  // No character takes more than three bytes for each unit of a string's length.
  const failed = job.event_days.map((day) => ({ day, message: '€'.repeat(200) }));
  const text = JSON.stringify({ cursor: { ...job, failed } });
  expect(job.event_days).toHaveLength(366);
  expect(parseRequest(JSON.parse(text))).toEqual({ cursor: { ...job, failed } });
  expect(Buffer.byteLength(text)).toBeLessThan(250_000);
});
