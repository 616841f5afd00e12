import { readFileSync } from 'node:fs';
import { noDeadline } from '../../src/core/clock';
import { InvalidConfig, StatementFailed } from '../../src/core/errors';
import type { SqlRow } from '../../src/core/ports';
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

const options = { deadline: noDeadline, sql: 'full', link_hours: 8 } as const;
const newest = { made_at: NOW, day: null };

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
  expect(await writeReport(ports, MODEL_PLACE, newest, options)).toMatchObject({ told: false });
  expect(ports.told).toHaveLength(1);
});

test('without a topic nobody is told', async () => {
  const answer = await writeReport({ ...scene(), notices: null }, MODEL_PLACE, newest, options);
  expect(answer).toMatchObject({ done: true, told: false });
});

test('an empty lake has a page too, and no day of its own', async () => {
  const ports = scene({ days: false });
  const answer = await writeReport(ports, MODEL_PLACE, newest, options);
  expect(answer).toMatchObject({ written: ['report/index.html'], told: false });
});

test('a statement that may succeed is tried again, under another token', async () => {
  const ports = scene({ failures: 2 });
  expect(await writeReport(ports, MODEL_PLACE, newest, options)).toMatchObject({ done: true });
  expect(new Set(ports.tokens).size).toBe(ports.tokens.length);
  const failing = scene({ failures: 3 });
  await expect(writeReport(failing, MODEL_PLACE, newest, options)).rejects.toThrow('busy');
  expect(failing.files.files.size).toBe(0);
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
  [{ cursor: { made_at: 'soon', day: null } }, /^cursor\.made_at: /],
  [{ cursor: newest, day: '2026-03-01' }, /^cursor: /],
])('%j is refused by its field', (input, message) => {
  expect(() => parseRequest(input, new Date(NOW))).toThrow(message);
});

test.each([
  ['newest', { made_at: NOW, day: null }],
  ['one-day', { made_at: NOW, day: '2026-03-01' }],
  ['resume', { made_at: '2026-11-21T01:20:00.000Z', day: null }],
])('events/report-%s.json', (name, state) => {
  const input: unknown = JSON.parse(readFileSync(`events/report-${name}.json`, 'utf8'));
  expect(parseRequest(input, new Date(NOW))).toEqual(state);
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
