import { readFileSync } from 'node:fs';
import type { InvocationContext } from '../../src/core/invocation';
import { createHandler, handler } from '../../src/exports/handler';
import type { ExportResult } from '../../src/exports/run-export';
import { ACCOUNT, exportScene, REGION, reportsIn, threeAnHour, type ExportScene } from './scene';

const event = (name: string): unknown =>
  JSON.parse(readFileSync(`events/exports-${name}.json`, 'utf8'));

const context: InvocationContext = {
  awsRequestId: 'c3a1b2f0-1111-4222-8333-944445555666',
  invokedFunctionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:ledger-ExportsFunction-1A2B`,
  getRemainingTimeInMillis: () => 900_000,
};
const settings = { region: REGION, format: 'csv', time_zone: 'UTC' } as const;

const surroundings = (): Promise<ExportScene> =>
  exportScene(threeAnHour('2026-02-26', '2026-03-02'), '2026-03-03T02:15:00.000Z');
const daysOf = ({ exported }: ExportResult): string[] => exported.map(({ day }) => day);

test('due writes what was built since its reports were written', async () => {
  const ports = await surroundings();
  const run = createHandler(ports, settings);
  const first = await run(event('due'), context);
  expect(first).toMatchObject({ done: true, run: '20260303T021500Z-41268b55', hours_missing: 0 });
  expect(daysOf(first)).toHaveLength(5);
  expect(daysOf(await run(event('due'), context))).toEqual([]);
});

test('one day writes its 24 reports in the format and zone of the settings', async () => {
  const ports = await surroundings();
  await createHandler(ports, settings)(event('one-day'), context);
  const names = Object.keys(reportsIn(ports.files));
  expect(names).toHaveLength(24);
  expect(names[0]).toBe('report_2026_03_01_h00.csv');
});

test('a range may name format and zone of its own', async () => {
  const ports = await surroundings();
  const answer = await createHandler(ports, settings)(event('range'), context);
  expect(daysOf(answer)).toEqual(['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01']);
  const names = Object.keys(reportsIn(ports.files));
  expect(names).toHaveLength(72);
  expect(names.at(-1)).toBe('report_2026_03_01_h23.json');
});

test('resume goes on with its run, and its counts', async () => {
  const ports = await surroundings();
  const answer = await createHandler(ports, settings)(event('resume'), context);
  expect(answer).toMatchObject({
    done: true,
    run: '20260302T021500Z-1f2e3d4c',
    exported: [
      { day: '2026-02-28', hours: 24, rows: 72 },
      { day: '2026-03-01', hours: 24, rows: 72 },
    ],
  });
  expect(Object.keys(reportsIn(ports.files))).toHaveLength(27);
});

test('an unknown zone is refused before any call', async () => {
  const ports = await surroundings();
  const catalog = { ...ports.catalog, published: () => Promise.reject(new Error('called')) };
  const answer = createHandler({ ...ports, catalog }, settings)(event('bad-zone'), context);
  await expect(answer).rejects.toMatchObject({
    name: 'InvalidInput',
    message: expect.stringMatching(/^time_zone: .*IANA/) as string,
  });
});

test('near its deadline it answers with a cursor that it takes back as JSON', async () => {
  const ports = await surroundings();
  const run = createHandler(ports, settings);
  const late = { ...context, getRemainingTimeInMillis: () => 30_000 };
  let answer = await run(event('one-day'), late);
  for (let calls = 0; calls < 30 && !answer.done; calls++)
    answer = await run(JSON.parse(JSON.stringify({ cursor: answer.cursor })), late);
  expect(answer).toMatchObject({ done: true, exported: [{ hours: 24, rows: 72 }] });
});

test('the longest cursor stays below what Step Functions carries', async () => {
  const ports = await surroundings();
  ports.clock = Object.assign(ports.clock, { now: () => new Date('2027-06-01T00:00:00Z') });
  const answer = await createHandler(ports, settings)(
    { from: '2026-03-01', to: '2027-03-01', time_zone: 'America/Argentina/ComodRivadavia' },
    { ...context, getRemainingTimeInMillis: () => 0 },
  );
  if (answer.done) throw new Error('It was to stop.');
  const failed = answer.cursor.slices.map(({ day }) => ({ day, message: 'x'.repeat(200) }));
  const longest = JSON.stringify({ cursor: { ...answer.cursor, failed } });
  expect(failed.length).toBeGreaterThan(360);
  expect(Buffer.byteLength(longest)).toBeLessThan(256_000);
});

test('the deployed entry reads its settings at the first call, and fails by the variable’s name', async () => {
  await expect(handler({}, context)).rejects.toMatchObject({
    name: 'InvalidConfig',
    message: expect.stringContaining('LEDGER_BUCKET') as string,
  });
});
