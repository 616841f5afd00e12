import { JobIncomplete } from '../../src/core/errors';
import { addDays, dayRange } from '../../src/core/days';
import { startJob, type JobState } from '../../src/events/job-state';
import { planDays, planScheduled } from '../../src/events/plan';
import { runJob, type JobResult } from '../../src/events/run-job';
import { passing, timeIsOver, type Given } from './lake-model';
import { everyDay, ledgerOf, options, published, scene, type Scene } from './scene';

const RUN = '20260302T021500Z-1f2e3d4c';
const NEXT = '20260303T021500Z-2a2a2a2a';
const PLAN = { lookback_days: 2, refresh: false, has_trail: true };

const scheduled = async (ports: Scene, run: string): Promise<JobState> =>
  startJob(await planScheduled(ports.catalog, { ...PLAN, now: ports.clock.now() }), run, false);
const named = async (ports: Scene, run: string, from: string, to: string, force = false) =>
  startJob(
    await planDays(ports.catalog, from, to, { ...PLAN, now: ports.clock.now() }),
    run,
    force,
  );
const night = async (ports: Scene, run: string): Promise<JobResult> =>
  await runJob(ports, await scheduled(ports, run), options());
const eventDays = ({ built }: JobResult): string[] =>
  built.filter(({ table }) => table === 'events').map(({ day }) => day);

/** Calls the job again and again with its cursor, as JSON. */
async function loop(ports: Scene, start: JobState, over = {}): Promise<JobResult[]> {
  const answers: JobResult[] = [];
  for (let state = start; ;) {
    const answer = await runJob(ports, state, options(over));
    answers.push(answer);
    if (answer.done) return answers;
    if (answers.length > 50) throw new Error('The loop does not end.');
    state = JSON.parse(JSON.stringify(answer.cursor)) as JobState;
  }
}

const DAYS: Given = everyDay('2026-02-26', '2026-03-01');

describe('a job that is stopped at any statement', () => {
  /** One delivered day; the late days; the late day and the three of the lookback. */
  const STATEMENTS = 2 + 1 + 4 * 2;
  const WORK = [
    'submissions 2026-03-02',
    ...dayRange('2026-02-27', '2026-03-02').map((day) => `events ${day}`),
  ];

  /** The second night, with a call that was delivered late. */
  async function secondNight(): Promise<Scene> {
    const given = everyDay('2026-02-26', '2026-03-02');
    given.calls['2026-03-02']!.push({ id: 'late', day: '2026-02-27' });
    const ports = scene(given);
    await night(ports, RUN);
    await ports.clock.sleep(86_400_000);
    ports.sql.statements.length = 0;
    return ports;
  }
  async function undisturbed(): Promise<Scene> {
    const ports = await secondNight();
    await night(ports, NEXT);
    return ports;
  }
  const textsOf = ({ sql }: Scene): string[] => [...new Set(sql.statements.map((s) => s.text))];

  test('has as many statements as the test supposes', async () => {
    expect((await undisturbed()).sql.statements).toHaveLength(STATEMENTS);
  });

  test.each(Array.from({ length: STATEMENTS }, (_, i) => i))(
    'number %d: goes on by its cursor as if nothing had been',
    async (nth) => {
      const ports = await secondNight();
      ports.sql.interrupt = () =>
        ports.sql.statements.length - 1 === nth ? timeIsOver() : undefined;
      const answers = await loop(ports, await scheduled(ports, NEXT));
      expect(answers.map(({ done }) => done)).toEqual([false, true]);
      const built = answers.flatMap((answer) => answer.built);
      expect(built.map(({ table, day }) => `${table} ${day}`)).toEqual(WORK);
      const whole = await undisturbed();
      expect(await published(ports)).toEqual(await published(whole));
      expect(textsOf(ports)).toEqual(textsOf(whole));
      expect(ports.sql.statements.slice(nth).some(({ joined }) => joined)).toBe(true);
    },
  );

  test('and at every one: joins each, starts none twice', async () => {
    const ports = await secondNight();
    ports.sql.interrupt = ({ joined }) => (joined ? undefined : timeIsOver());
    const answers = await loop(ports, await scheduled(ports, NEXT));
    expect(answers).toHaveLength(STATEMENTS + 1);
    expect(ports.sql.statements.filter(({ joined }) => !joined)).toHaveLength(STATEMENTS);
    expect(await published(ports)).toEqual(await published(await undisturbed()));
  });
});

test('with less than the margin left, each call builds one partition, and the last one sweeps', async () => {
  const ports = scene(DAYS);
  const deadline = { remainingMs: () => 30_000 };
  const answers = await loop(ports, await scheduled(ports, RUN), { deadline });
  expect(answers.map(({ built }) => built.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
  expect(ports.sql.statements.every(({ joined }) => !joined)).toBe(true);
});

test('a repeated call with the same run changes nothing, even if Athena forgot its tokens', async () => {
  const ports = scene(DAYS);
  const state = await scheduled(ports, RUN);
  const first = await runJob(ports, state, options());
  const before = await published(ports);
  const inserts = () => ports.sql.statements.filter(({ what }) => what.startsWith('insert')).length;
  const written = inserts();
  const again = await runJob(ports, state, options());
  expect(inserts()).toBe(written);
  expect(await published(ports)).toEqual(before);
  expect(again.built.map(({ run, counts }) => ({ run, counts }))).toEqual(
    first.built.map(({ run, counts }) => ({ run, counts })),
  );
});

test('what may pass is tried again in a folder and under a token of its own', async () => {
  const ports = scene(everyDay('2026-03-01', '2026-03-01'));
  ports.sql.interrupt = ({ text }) => (text.includes(`'${RUN}-1' AS run`) ? passing() : undefined);
  const { built } = await runJob(
    ports,
    await named(ports, RUN, '2026-03-01', '2026-03-01'),
    options(),
  );
  expect(built.map(({ run }) => run)).toEqual([`${RUN}-1`, `${RUN}-2`, `${RUN}-2`]);
  expect(new Set(ports.sql.statements.map(({ token }) => token)).size).toBe(
    ports.sql.statements.length,
  );
  expect(await ports.sql.rows('events', '2026-03-01')).toHaveLength(2);
});

test('three attempts are all', async () => {
  const ports = scene(everyDay('2026-03-01', '2026-03-01'));
  ports.sql.interrupt = ({ what }) => (what === 'insert events 2026-03-01' ? passing() : undefined);
  const job = runJob(ports, await named(ports, RUN, '2026-03-01', '2026-03-01'), options());
  await expect(job).rejects.toThrow(JobIncomplete);
  expect(ports.sql.statements.filter(({ what }) => what.startsWith('insert events'))).toHaveLength(
    3,
  );
});

test('a delivered day that fails ends the job, before any event is built without it', async () => {
  const ports = scene(DAYS);
  ports.sql.interrupt = ({ what }) =>
    what === 'insert submissions 2026-02-28' ? new Error('lost') : undefined;
  await expect(night(ports, RUN)).rejects.toThrow('lost');
  expect(Object.keys(await published(ports))).toEqual([
    'submissions 2026-02-26',
    'submissions 2026-02-27',
  ]);
  expect(ledgerOf(ports, 'submissions', '2026-02-28')).toMatchObject([
    { outcome: 'failed', message: 'lost' },
  ]);
});

test('a day of events that fails leaves the others be, and fails the job by its name after them', async () => {
  const ports = scene(DAYS);
  const message = 'broken '.repeat(100);
  ports.sql.interrupt = ({ what }) =>
    what === 'insert events 2026-02-28' ? new Error(message) : undefined;
  await expect(night(ports, RUN)).rejects.toThrow(/^Not built: 2026-02-28\. broken /);
  expect(Object.keys(await published(ports)).filter((key) => key.startsWith('events'))).toEqual([
    'events 2026-02-27',
    'events 2026-03-01',
  ]);
  expect(ledgerOf(ports, 'events', '2026-02-28')).toMatchObject([{ outcome: 'failed', message }]);
});

test('the cursor remembers a failed day with the beginning of its reason', async () => {
  const ports = scene(DAYS);
  ports.sql.interrupt = ({ what }) => {
    if (what === 'insert events 2026-02-28') return new Error('broken '.repeat(100));
    return what === 'insert events 2026-03-01' ? timeIsOver() : undefined;
  };
  const answer = await night(ports, RUN);
  if (answer.done) throw new Error('The job was to be stopped.');
  expect(answer.cursor).toMatchObject({ event_days: ['2026-03-01'] });
  expect(answer.cursor.failed).toEqual([
    { day: '2026-02-28', message: 'broken '.repeat(100).slice(0, 200) },
  ]);
  ports.sql.interrupt = () => undefined;
  const end = runJob(ports, answer.cursor, options());
  await expect(end).rejects.toThrow(/^Not built: 2026-02-28\. broken /);
  expect(await ports.sql.rows('events', '2026-03-01')).toHaveLength(2);
});

describe('late submissions', () => {
  const nightly = (): Scene => scene(everyDay('2026-02-20', '2026-03-05'));
  async function nights(ports: Scene, count: number): Promise<JobResult[]> {
    const answers: JobResult[] = [];
    for (let n = 0; n < count; n++) {
      const run = `${ports.clock
        .now()
        .toISOString()
        .replace(/[-:]|\.\d{3}/g, '')}-night`;
      answers.push(await night(ports, run));
      await ports.clock.sleep(86_400_000);
    }
    return answers;
  }

  test('rebuild the day they are of, once', async () => {
    const given = everyDay('2026-02-20', '2026-03-09');
    given.calls['2026-03-06']!.push({ id: 'late', day: '2026-02-27' });
    const ports = scene(given);
    const answers = await nights(ports, 8);
    const rebuilt = answers.map((answer) => eventDays(answer).includes('2026-02-27'));
    // Lookback on the first night, the late call on the sixth.
    expect(rebuilt).toEqual([true, false, false, false, false, true, false, false]);
    expect(await ports.sql.rows('events', '2026-02-27')).toContain('late');
  });

  test('rebuild nothing if the day was never built, or knows the call', async () => {
    const given = everyDay('2026-02-20', '2026-03-09');
    given.calls['2026-03-06']!.push({ id: 'unbuilt', day: '2026-02-10' });
    given.calls['2026-03-06']!.push({ id: '2026-02-27-a', day: '2026-02-27' });
    const ports = scene(given);
    const answers = await nights(ports, 8);
    expect(eventDays(answers[5]!)).toEqual(['2026-03-04', '2026-03-05', '2026-03-06']);
    expect(Object.keys(await published(ports))).not.toContain('events 2026-02-10');
  });

  test('a night of nothing late asks for one delivered day only', async () => {
    const ports = nightly();
    await nights(ports, 2);
    const asked = ports.sql.statements.filter(({ what }) => what === 'late-days');
    // On the first night no event is there yet that could lack a call.
    expect(asked).toHaveLength(1);
    expect(asked[0]!.text).toContain("delivered_day IN ('2026-03-02')");
  });

  test('a delivered day that no built day can have calls in is not asked for', async () => {
    const ports = nightly();
    await nights(ports, 1);
    const plan = { submission_days: ['2026-01-27', '2026-02-20'], event_days: [] };
    await runJob(ports, startJob({ ...plan, with_late_days: true }, NEXT, false), options());
    expect(ports.sql.statements.filter(({ what }) => what === 'late-days')).toEqual([]);
  });

  test('of a job that died after it had read them are found by the next', async () => {
    const given = everyDay('2026-02-20', '2026-03-09');
    given.calls['2026-03-06']!.push({ id: 'late', day: '2026-02-27' });
    const ports = scene(given);
    await nights(ports, 5);
    ports.sql.interrupt = ({ what }) => (what === 'late-days' ? new Error('died') : undefined);
    await expect(night(ports, '20260307T021500Z-died')).rejects.toThrow('died');
    ports.sql.interrupt = () => undefined;
    expect(eventDays(await night(ports, '20260307T031500Z-next'))).toContain('2026-02-27');
    expect(await ports.sql.rows('events', '2026-02-27')).toContain('late');
  });

  test('read by a job for other days are found by the scheduled one', async () => {
    const given = everyDay('2026-02-20', '2026-03-01');
    const ports = scene(given);
    await nights(ports, 1);
    given.calls['2026-02-28']!.push({ id: 'found', day: '2026-02-27' });
    const state = startJob(
      { submission_days: ['2026-02-28'], event_days: [], with_late_days: false },
      NEXT,
      false,
    );
    await runJob(ports, state, options());
    await ports.clock.sleep(5 * 86_400_000);
    expect(eventDays(await night(ports, '20260308T021500Z-night'))).toContain('2026-02-27');
  });
});

describe('a rebuild that would lose rows', () => {
  async function shrunk(): Promise<Scene> {
    const given = everyDay('2026-03-01', '2026-03-01');
    const ports = scene(given);
    await runJob(ports, await named(ports, RUN, '2026-03-01', '2026-03-01'), options());
    given.history['2026-03-01'] = [];
    given.calls['2026-03-01'] = [];
    await ports.clock.sleep(60_000);
    return ports;
  }
  const rebuild = async (ports: Scene, force: boolean): Promise<JobResult> => {
    const state = await named(ports, NEXT, '2026-03-01', '2026-03-01', force);
    return await runJob(ports, { ...state, submission_days: ['2026-03-01'] }, options());
  };

  test('is refused, and what is published stays', async () => {
    const ports = await shrunk();
    await expect(rebuild(ports, false)).rejects.toMatchObject({ name: 'AuditFailed' });
    expect(await ports.sql.rows('submissions', '2026-03-01')).toHaveLength(2);
  });

  test('is published when it is forced', async () => {
    const ports = await shrunk();
    expect(await rebuild(ports, true)).toMatchObject({ done: true });
    expect(await ports.sql.rows('events', '2026-03-01')).toEqual([]);
  });
});

test('the day after the last one named is not touched', async () => {
  const ports = scene(DAYS);
  await runJob(ports, await named(ports, RUN, '2026-02-27', '2026-02-27'), options());
  expect(Object.keys(await published(ports)).filter((key) => key.startsWith('events'))).toEqual([
    `events ${addDays('2026-02-26', 1)}`,
  ]);
});
