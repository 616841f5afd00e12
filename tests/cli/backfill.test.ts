/** `backfill`: the demo's days again, on a laptop; what fails is named and leaves the others be. */
import { readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayOf } from '../../src/core/days';
import type { BackfillReport } from '../../src/events/backfill/report';
import { evenly } from '../history/collecting';
import { scratch } from '../local/scratch';
import { evenly as calledEvenly, worldOf } from '../lookup/looking-up';
import { listedWorld } from '../memory/world';
import { operations } from '../stand-ins/athena-api/operations';
import { operations as cloudtrailOperations } from '../stand-ins/cloudtrail-api/server';
import { overHttp } from '../stand-ins/over-http/server';
import { run, succeed, tooWide } from './program';

const [FROM, TO] = ['2026-11-18', '2026-11-20'];
const DAYS = ['--from', FROM, '--to', TO];
const TODAY = dayOf(new Date());

const root = scratch();
const lake = join(root, 'lake');
const ALL = 'SELECT * FROM events ORDER BY day, query_execution_id, event_id';
const eventsOf = (folder: string): Promise<string> =>
  succeed(['query', '--lake', folder, '--format', 'csv', ALL]);
const reportOf = (folder: string): BackfillReport => {
  const names = readdirSync(join(folder, 'backfill')).sort();
  return JSON.parse(
    readFileSync(join(folder, 'backfill', names.at(-1)!), 'utf8'),
  ) as BackfillReport;
};

let before: string;
beforeAll(async () => {
  await succeed(['demo', '--lake', lake, '--days', '3']);
  before = await eventsOf(lake);
});

test('what was built comes out the same, and the report says so in 80 columns', async () => {
  rmSync(join(lake, 'events'), { recursive: true });
  rmSync(join(lake, 'submissions'), { recursive: true });
  const printed = await succeed(['backfill', '--lake', lake, ...DAYS]);
  expect(tooWide(printed.replace(/^Report: .*$/m, ''))).toEqual([]);
  expect(printed).toMatch(/^day +events +size +what is missing\n2026-11-18 /);
  expect(printed).toMatch(/\nRebuilt 3 of 3 days: [\d,]+ events, /);
  expect(await eventsOf(lake)).toBe(before);
  const report = reportOf(lake);
  expect(report).toMatchObject({ from: FROM, to: TO, outcome: 'done' });
  expect(report.rows).toBe(before.trim().split('\r\n').length - 1);
});

test('a day whose history is broken fails, the others do not, and the command ends with 1', async () => {
  const folder = join(lake, 'history/day=2026-11-20');
  const [name] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) =>
    one.endsWith('.gz'),
  );
  truncateSync(join(folder, name!), 40);
  const outcome = await run(['backfill', '--lake', lake, '--from', '2026-11-17', '--to', TO]);
  expect(outcome.code).toBe(1);
  // The day before reads the broken day, too: a query may have been filed there.
  expect(outcome.stderr).toMatch(/Not rebuilt: 2026-11-19, 2026-11-20\. .*\.json\.gz: /);
  expect(outcome.stdout).toMatch(/\n2026-11-20 .* FAILED: /);
  const report = reportOf(lake);
  expect(report.days.map(({ outcome: one }) => one)).toEqual(['done', 'done', 'failed', 'failed']);
});

test.each([
  [['--from', TO, '--to', FROM], /swap them/],
  [['--from', TODAY, '--to', addDays(TODAY, 3)], /is in the future/],
  [['--lookup', ...DAYS], /--lookup: goes with --collect/],
  [
    ['--collect', '--from', addDays(TODAY, -60), '--to', addDays(TODAY, -30)],
    new RegExp(`Athena keeps 45 days and has ${addDays(TODAY, -45)} to ${addDays(TODAY, -30)}`),
  ],
  [
    ['--collect', '--lookup', '--from', addDays(TODAY, -99), '--to', addDays(TODAY, -30)],
    new RegExp(`CloudTrail keeps 90 days and has ${addDays(TODAY, -90)} to`),
  ],
])('%j is wrong usage, and nothing is written', async (args, says) => {
  const folder = scratch();
  const outcome = await run(['backfill', '--lake', folder, ...args]);
  expect(outcome).toMatchObject({ code: 2, stdout: '' });
  expect(outcome.stderr).toMatch(says);
  expect(readdirSync(folder)).toEqual([]);
});

test('history and 24 hours of calls are collected first, by one’s own credentials', async () => {
  const day = addDays(TODAY, -2);
  const span = [`${day}T00:00:00Z`, `${addDays(day, 1)}T00:00:00Z`] as const;
  const world = {
    ...listedWorld({ primary: evenly('primary', 48, ...span) }),
    account_id: '111122223333',
    region: 'eu-west-1',
  };
  const athena = operations(world);
  const cloudtrail = cloudtrailOperations(
    worldOf(calledEvenly(48, ...span), new Date().toISOString()),
  );
  const api = await overHttp({
    account_id: '111122223333',
    region: 'eu-west-1',
    services: {
      AmazonAthena: (operation, input) => athena[operation]!(input),
      CloudTrail_20131101: (operation, input) => cloudtrail[operation]!(input),
    },
    buckets: {},
  });
  const folder = join(scratch(), 'new');
  const outcome = await run(
    ['backfill', '--lake', folder, '--collect', '--lookup', '--from', day, '--to', day],
    {
      env: {
        AWS_REGION: 'eu-west-1',
        AWS_ENDPOINT_URL: api.endpoint,
        AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
      },
    },
  );
  await api.close();
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toContain('Rebuilt 1 of 1 days: 96 events');
  const hours = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /T\d\d\.part-0000\.json\.gz$/.test(name),
  );
  expect(hours).toHaveLength(24);
});
