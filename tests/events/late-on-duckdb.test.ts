import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startJob } from '../../src/events/job-state';
import { planScheduled } from '../../src/events/plan';
import { runJob, type JobResult } from '../../src/events/run-job';
import { folderTrail } from '../../src/local/folder-trail';
import { openLake, type LocalLake } from '../../src/local/lake';
import { keptLog } from '../memory/kept-log';
import { execution } from '../memory/world';
import { steppingClock } from '../stand-ins/stepping-clock';
import { ACCOUNT, options, REGION } from './scene';

const folder = mkdtempSync(join(tmpdir(), 'ledger-late-'));
const clock = steppingClock('2026-03-02T02:15:00.000Z');
let lake: LocalLake;

const put = (key: string, text: string): void => {
  mkdirSync(dirname(join(folder, key)), { recursive: true });
  writeFileSync(join(folder, key), gzipSync(text));
};

/** A query in the history of its day. */
function ran(id: string, submitted_at: string): void {
  const row = {
    ...execution({ query_execution_id: id, submitted_at }),
    ...{ account_id: ACCOUNT, region: REGION, workgroup_tags: {}, collected_at: submitted_at },
  };
  const day = submitted_at.slice(0, 10);
  const place = `account_id=${ACCOUNT}/region=${REGION}/workgroup=primary`;
  put(`history/day=${day}/${place}/${id}.part-0000.json.gz`, JSON.stringify(row));
}

/** Its call in the trail, delivered on a day. */
function called(id: string, eventTime: string, delivered_day: string): void {
  const record = {
    eventTime,
    eventID: `event-${id}`,
    eventSource: 'athena.amazonaws.com',
    eventName: 'StartQueryExecution',
    awsRegion: REGION,
    recipientAccountId: ACCOUNT,
    userIdentity: { type: 'IAMUser', userName: 'ada', accountId: ACCOUNT },
    responseElements: { queryExecutionId: id },
  };
  const date = delivered_day.replaceAll('-', '/');
  const place = `trail/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/${date}`;
  put(`${place}/${id}.json.gz`, JSON.stringify({ Records: [record] }));
}

async function night(): Promise<JobResult> {
  const trail = await folderTrail(join(folder, 'trail'));
  const now = clock.now();
  const plan = await planScheduled(lake.catalog, {
    ...{ now, lookback_days: 0, refresh: false, has_trail: true },
  });
  const run = `${now.toISOString().replace(/[-:]|\.\d{3}/g, '')}-night`;
  return await runJob({ ...lake, trail, log: keptLog() }, startJob(plan, run, false), options());
}
const eventDays = ({ built }: JobResult): string[] =>
  built.filter(({ table }) => table === 'events').map(({ day }) => day);

beforeAll(async () => {
  ran('a', '2026-03-01T12:00:00.000Z');
  called('b', '2026-03-01T13:00:00Z', '2026-03-01');
  lake = await openLake(folder, { clock });
});
afterAll(() => {
  lake.sql.close();
  rmSync(folder, { recursive: true });
});

test('night by night: a late call rebuilds its day once, one near midnight both days', async () => {
  expect(eventDays(await night())).toEqual(['2026-03-01']);
  await clock.sleep(86_400_000);
  expect(eventDays(await night())).toEqual(['2026-03-02']);
  await clock.sleep(86_400_000);
  called('a', '2026-03-01T12:00:00Z', '2026-03-03');
  expect(eventDays(await night())).toEqual(['2026-03-01', '2026-03-03']);
  await clock.sleep(86_400_000);
  called('c', '2026-03-02T00:02:00Z', '2026-03-04');
  expect(eventDays(await night())).toEqual(['2026-03-01', '2026-03-02', '2026-03-04']);
  await clock.sleep(86_400_000);
  expect(eventDays(await night())).toEqual(['2026-03-05']);
  const { rows } = await lake.sql.select('SELECT query_execution_id, user FROM events ORDER BY 1');
  expect(rows).toEqual([
    ['a', 'ada'],
    ['b', 'ada'],
    ['c', 'ada'],
  ]);
});
