import { examine, type DoctorPorts, type Finding } from '../../src/cli/checks';
import { athenaEngine } from '../../src/aws/athena-engine';
import { s3Trail } from '../../src/aws/s3-trail';
import { addDays } from '../../src/core/days';
import { keptLog } from '../memory/kept-log';
import { memoryCatalog } from '../memory/memory-catalog';
import { athenaStandIn } from '../stand-ins/athena-statements';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { awsError, failing } from '../stand-ins/faults';
import { s3StandIn } from '../stand-ins/s3';
import { steppingClock } from '../stand-ins/stepping-clock';

const DAY = '2026-03-01';
const ACCOUNTS = ['111122223333', '444455556666'];

interface Given {
  now?: string;
  /** Days of the trail, as `yyyy/MM/dd`. */
  delivered?: string[];
  /** Records that the table finds. */
  records?: number;
  /** Last day of each account. */
  collected?: (string | null)[];
  published?: string[];
}

/** A deployed ledger in which all is well, but for what is said otherwise. */
async function ledger(given: Given = {}) {
  const clock = steppingClock(given.now ?? '2026-03-02T09:00:00.000Z');
  const s3 = s3StandIn('org-trail');
  for (const day of given.delivered ?? ['2026/03/01'])
    for (const account of ACCOUNTS)
      s3.objects.set(`AWSLogs/${account}/CloudTrail/eu-west-1/${day}/a.json.gz`, Buffer.from(''));
  const statements: string[] = [];
  const collected = given.collected ?? [DAY, DAY];
  const run = (statement: string): StatementOutcome => {
    statements.push(statement);
    if (statement.includes('FROM cloudtrail'))
      return { columns: [['records', 'bigint']], rows: [[String(given.records ?? 12)]] };
    const rows = ACCOUNTS.flatMap((account, place) =>
      collected[place] ? [[account, 'eu-west-1', collected[place]]] : [],
    );
    const names = ['account_id', 'region', 'last_day'];
    return { columns: names.map((name) => [name, 'varchar'] as const), rows };
  };
  const where = { database: 'athena_ledger', workgroup: 'athena-ledger' };
  const athena = athenaStandIn({ ...where, run });
  const catalog = memoryCatalog(clock);
  for (const day of given.published ?? [addDays(DAY, -1), DAY]) {
    catalog.stage('events', day, 'run-1');
    await catalog.publish('events', day, 'run-1');
  }
  const ports: DoctorPorts = {
    clock,
    catalog,
    sql: athenaEngine({ ...where, client: athena.client, clock, log: keptLog() }),
    trail: s3Trail({ client: s3.client, trailLocation: 's3://org-trail/AWSLogs/' }),
  };
  return { ports, s3, athena, statements };
}

const findingOf = (findings: readonly Finding[], what: string): Finding =>
  findings.find((finding) => finding.what === what)!;

test('a ledger in order is said to be so, check by check', async () => {
  const { ports, statements } = await ledger();
  expect(await examine(ports)).toEqual([
    { what: 'trail', ok: true, found: `2 accounts and regions delivered on ${DAY}.`, advice: null },
    {
      what: 'table cloudtrail',
      ok: true,
      found: `It reads 12 records of 111122223333/eu-west-1 on ${DAY}.`,
      advice: null,
    },
    {
      what: 'collections',
      ok: true,
      found: `2 accounts and regions have collected ${DAY}.`,
      advice: null,
    },
    { what: 'events', ok: true, found: `Published up to ${DAY}.`, advice: null },
  ]);
  expect(statements[0]).toContain("delivered_day = '2026/03/01'");
});

test.each<[string, Given, string, RegExp, RegExp]>([
  ['a trail that stopped', { delivered: ['2026/02/20'] }, 'trail', /No account/, /is logging/],
  [
    'a table that reads elsewhere',
    { records: 0 },
    'table cloudtrail',
    /no record/,
    /TrailLocation/,
  ],
  [
    'an account without collections',
    { collected: [DAY, null] },
    'collections',
    /^Behind 2026-03-01: 444455556666\/eu-west-1 \(last never\)\.$/,
    /regional stack/,
  ],
  [
    'an account that stopped',
    { collected: ['2026-02-11', DAY] },
    'collections',
    /last 2026-02-11/,
    /alarms/,
  ],
  [
    'builds that stopped',
    { published: ['2026-02-27'] },
    'events',
    /up to 2026-02-27 only/,
    /runbook/,
  ],
  ['no build at all', { published: [] }, 'events', /No day is published/, /state machine/],
])('%s is a problem, with what to do', async (_what, given, check, found, advice) => {
  const { ports } = await ledger(given);
  const finding = findingOf(await examine(ports), check);
  expect(finding.ok).toBe(false);
  expect(finding.found).toMatch(found);
  expect(finding.advice).toMatch(advice);
});

test('early in the day yesterday may still be missing', async () => {
  const { ports } = await ledger({ now: '2026-03-03T02:00:00.000Z' });
  expect((await examine(ports)).filter(({ ok }) => !ok)).toEqual([]);
});

test('a missing permission is named, and the other checks go on', async () => {
  const { ports, s3, athena } = await ledger();
  s3.log.plan = failing('ListObjectsV2', awsError('AccessDenied', 'Access Denied', 403));
  athena.log.plan = failing('StartQueryExecution', awsError('AccessDeniedException', 'no'), 9);
  const findings = await examine(ports);
  expect(findingOf(findings, 'trail').found).toContain('Allow s3:ListBucket');
  expect(findingOf(findings, 'collections').found).toContain('Allow athena:StartQueryExecution');
  expect(findingOf(findings, 'events').ok).toBe(true);
});

test('without a trail the rest is checked', async () => {
  const { ports } = await ledger();
  const findings = await examine({ ...ports, trail: null });
  expect(findings.map(({ what, ok }) => [what, ok])).toEqual([
    ['collections', true],
    ['events', true],
  ]);
});
