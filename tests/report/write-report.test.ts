import { readFileSync } from 'node:fs';
import { noDeadline } from '../../src/core/clock';
import { DeadlineReached, InvalidConfig, StatementFailed } from '../../src/core/errors';
import type { SqlEngine, SqlRow } from '../../src/core/ports';
import { readConfig } from '../../src/report/config';
import { MODEL_PLACE } from '../../src/report/render';
import { parseRequest } from '../../src/report/request';
import { writeReport, type ReportPorts } from '../../src/report/write-report';
import { keptLog } from '../memory/kept-log';
import { memoryFiles } from '../memory/memory-files';
import { steppingClock } from '../stand-ins/stepping-clock';

const NOW = '2026-03-02T02:15:00.000Z';

interface Scene extends ReportPorts {
  files: ReturnType<typeof memoryFiles>;
  told: string[];
  tokens: string[];
}

/** A lake whose newest day is the first of March, and one statement that fails so often. */
function scene({ failures = 0, days = true } = {}): Scene {
  const told: string[] = [];
  const tokens: string[] = [];
  let left = failures;
  const query = (statement: string, { token }: { token: string }): Promise<SqlRow[]> => {
    if (!statement.startsWith('-- Which days')) {
      tokens.push(token);
      return left-- > 0 ? Promise.reject(new StatementFailed('busy', true)) : Promise.resolve([]);
    }
    const day = days ? '2026-03-01' : null;
    return Promise.resolve([{ first_day: day, last_day: day }]);
  };
  return {
    sql: { query, insert: () => Promise.reject(new Error('It reads only.')) },
    files: memoryFiles(),
    links: { linkTo: (key, seconds) => Promise.resolve(`https://lake/${key}?${seconds}`) },
    notices: {
      publish: (subject, message) => {
        told.push(`${subject}\n${message}`);
        return Promise.resolve();
      },
    },
    clock: steppingClock(NOW),
    log: keptLog(),
    told,
    tokens,
  };
}

const where = { account_id: '111122223333', region: 'eu-west-1' };
const options = { deadline: noDeadline, sql: 'full', link_hours: 8, ...where } as const;
const RUN = '20260302T021500Z-1f2e3d4c';
const newest = { run: RUN, day: null };
const later = { run: '20260302T031500Z-1f2e3d4c', day: null };

/** What the job's record of a run says. */
async function record(ports: Scene, run: string, day = '2026-03-01') {
  const folder = `ledger/day=${day}/job=report/account_id=111122223333/region=eu-west-1`;
  const body = await ports.files.read(`${folder}/${run}.json`);
  return JSON.parse(body!.toString('utf8')) as unknown;
}

test('the newest report is told of once, with a link that ends', async () => {
  const ports = scene();
  const first = await writeReport(ports, MODEL_PLACE, newest, options);
  expect(first).toMatchObject({
    done: true,
    written: ['report/2026-03-01.html', 'report/index.html'],
    told: true,
  });
  expect(ports.told).toHaveLength(1);
  expect(ports.told[0]).toContain('https://lake/report/2026-03-01.html?28800');
  for (const again of [newest, later, newest]) {
    await writeReport(ports, MODEL_PLACE, again, options);
    expect(ports.told).toHaveLength(1);
  }
});

test('a link that could not be sent is sent by the next report', async () => {
  const ports = scene();
  const publish = (): Promise<void> => Promise.reject(new Error('The topic is gone.'));
  const deaf = { ...ports, notices: { publish } };
  await expect(writeReport(deaf, MODEL_PLACE, newest, options)).rejects.toThrow('is gone');
  expect(await record(ports, RUN)).toMatchObject({
    outcome: 'failed',
    message: 'The topic is gone.',
  });
  expect(await writeReport(ports, MODEL_PLACE, later, options)).toMatchObject({ told: true });
  expect(ports.told).toHaveLength(1);
});

test('the ledger says for the last day what was written', async () => {
  const ports = scene();
  const answer = await writeReport(ports, MODEL_PLACE, newest, options);
  expect(await record(ports, RUN)).toMatchObject({
    job: 'report',
    outcome: 'done',
    counts: { bytes: answer.done && answer.bytes, pages: 2, told: 1 },
  });
});

test('a report that its time did not suffice for says so, and goes on by its cursor', async () => {
  const ports = scene();
  const query: SqlEngine['query'] = (statement, call) =>
    statement.startsWith('-- Which days')
      ? ports.sql.query(statement, call)
      : Promise.reject(new DeadlineReached('The time is over.'));
  const hurried = { ...ports, sql: { ...ports.sql, query } };
  const answer = await writeReport(hurried, MODEL_PLACE, newest, options);
  expect(answer).toEqual({ done: false, cursor: newest });
  expect(await record(ports, RUN)).toMatchObject({ outcome: 'unfinished', counts: {} });
  expect(await writeReport(ports, MODEL_PLACE, newest, options)).toMatchObject({ done: true });
  expect(await record(ports, RUN)).toMatchObject({ outcome: 'done' });
});

test('without a topic nobody is told', async () => {
  const answer = await writeReport({ ...scene(), notices: null }, MODEL_PLACE, newest, options);
  expect(answer).toMatchObject({ done: true, told: false });
});

test('an empty lake has a page too, and no day of its own', async () => {
  const ports = scene({ days: false });
  const answer = await writeReport(ports, MODEL_PLACE, newest, options);
  expect(answer).toMatchObject({ written: ['report/index.html'], told: false });
  // Of no day at all: the ledger has it under the day on which it was made.
  expect(await record(ports, RUN, '2026-03-02')).toMatchObject({ counts: { pages: 1, told: 0 } });
});

test('a statement that may succeed is tried again, under another token', async () => {
  const ports = scene({ failures: 2 });
  expect(await writeReport(ports, MODEL_PLACE, newest, options)).toMatchObject({ done: true });
  expect(new Set(ports.tokens).size).toBe(ports.tokens.length);
  const failing = scene({ failures: 3 });
  await expect(writeReport(failing, MODEL_PLACE, newest, options)).rejects.toThrow('busy');
  expect([...failing.files.files.keys()].filter((key) => key.startsWith('report/'))).toEqual([]);
});

test('the same report asks with the same tokens: a later call joins what runs', async () => {
  const [first, second] = [scene(), scene()];
  await writeReport(first, MODEL_PLACE, newest, options);
  await writeReport(second, MODEL_PLACE, newest, options);
  expect(second.tokens).toEqual(first.tokens);
});

test.each([
  [{ day: '2026-02-30' }, /^day: /],
  [{ day: '2026-03-03' }, /^day: .*future/],
  [{ days: 3 }, /^days: /],
  [{ cursor: { run: 'soon', day: null } }, /^cursor\.run: /],
  [{ cursor: { run: RUN, day: 'soon' } }, /^cursor\.day: /],
  [{ cursor: newest, day: '2026-03-01' }, /^cursor: /],
])('%j is refused by its field', (input, message) => {
  expect(() => parseRequest(input, new Date(NOW), 'a request')).toThrow(message);
});

test.each([
  ['newest', { run: expect.stringMatching(/^20260302T021500Z-/) as string, day: null }],
  ['one-day', { run: expect.stringMatching(/^20260302T021500Z-/) as string, day: '2026-03-01' }],
  ['resume', { run: '20261121T012000Z-1f2e3d4c', day: null }],
])('events/report-%s.json', (name, state) => {
  const input: unknown = JSON.parse(readFileSync(`events/report-${name}.json`, 'utf8'));
  expect(parseRequest(input, new Date(NOW), 'a request')).toEqual(state);
});

const ENV = {
  LEDGER_BUCKET: 'org-ledger',
  LEDGER_DATABASE: 'athena_ledger',
  LEDGER_WORKGROUP: 'athena-ledger',
  AWS_REGION: 'eu-west-1',
};
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';

test('a topic is told only if its link is to open', () => {
  expect(readConfig(ENV)).toMatchObject({ sql: 'full', topic: null, link_hours: 0 });
  const told = { ...ENV, REPORT_TOPIC_ARN: TOPIC, REPORT_LINK_HOURS: '8', REPORT_SQL: 'none' };
  expect(readConfig(told)).toMatchObject({ sql: 'none', topic: TOPIC, link_hours: 8 });
  expect(readConfig({ ...told, REPORT_LINK_HOURS: '0' })).toMatchObject({ topic: null });
});

test.each([
  ['REPORT_SQL', 'some'],
  ['REPORT_TOPIC_ARN', 'alarms'],
  ['REPORT_LINK_HOURS', '13'],
  ['REPORT_LINK_HOURS', '-1'],
])('%s = %s is refused by its name', (name, value) => {
  const read = (): unknown => readConfig({ ...ENV, [name]: value });
  expect(read).toThrow(InvalidConfig);
  expect(read).toThrow(new RegExp(`^${name}: .+\\.$`));
});
