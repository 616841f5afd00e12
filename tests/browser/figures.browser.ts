/** The numbers on the page are the numbers of the lake, whatever is filtered. */
import { openLake, type LocalLake } from '../../src/local/lake';
import { VIEWS as LAKE_VIEWS } from '../../src/report/views';
import { column, DEMO_LAKE, DEMO_REPORT, exact, figure, openReport, tile } from './pages';

let lake: LocalLake;
beforeAll(async () => {
  lake = await openLake(DEMO_LAKE, { views: LAKE_VIEWS });
});
afterAll(() => {
  lake.sql.close();
});

/** Rows of plain values. */
const rows = async (sql: string): Promise<(string | number | null)[][]> =>
  (await lake.sql.select(sql)).rows as (string | number | null)[][];

const number = (text: string): number => Number(text.replace(/[^0-9.]/g, ''));

/** Filters, and the same in SQL of its own. */
const FILTERS: [name: string, hash: string, where: string][] = [
  ['nothing', '', 'true'],
  ['a period', '?from=2026-11-10&to=2026-11-12', "day BETWEEN '2026-11-10' AND '2026-11-12'"],
  ['one day', '?from=2026-11-15&to=2026-11-15', "day = '2026-11-15'"],
  ['an account', '?account=222233334444', "account_id = '222233334444'"],
  ['a region', '?region=us-west-1', "region = 'us-west-1'"],
  ['a workgroup', '?workgroup=primary', "workgroup = 'primary'"],
  ['a team', '?team=finance', "element_at(workgroup_tags, 'team') = 'finance'"],
  ['no team', '?team=', "element_at(workgroup_tags, 'team') IS NULL"],
  ['a person', '?user=nadia.haddad', "user = 'nadia.haddad'"],
  ['nobody known', '?user=', 'user IS NULL'],
  [
    'all together',
    '?from=2026-11-09&account=222233334444&region=eu-central-1&user=amara.okafor%40example.com',
    "day >= '2026-11-09' AND account_id = '222233334444' AND region = 'eu-central-1' AND user = 'amara.okafor@example.com'",
  ],
];

test.each(FILTERS)('the headline, filtered by %s', async (_name, hash, where) => {
  const { page, complaints } = await openReport(DEMO_REPORT, `#/overview${hash}`);
  const [sums] = await rows(`
    SELECT count(*), sum(data_scanned), sum(cost_usd), count(DISTINCT user),
      count(*) FILTER (WHERE cost_usd IS NULL)
    FROM events WHERE ${where}`);
  const [queries, bytes, usd, users, unknown_cost] = sums as (number | null)[];
  expect(queries).toBeGreaterThan(0);
  expect(number((await tile(page, 'Queries')).shown)).toBe(queries);
  if (bytes === null) expect((await tile(page, 'Data read')).shown).toBe('–');
  else expect(number((await tile(page, 'Data read')).exact)).toBe(bytes);
  if (usd === null) expect((await tile(page, 'Cost')).shown).toBe('–');
  else expect(number((await tile(page, 'Cost')).exact)).toBeCloseTo(usd!, 6);
  if (!hash.includes('user=')) expect(number((await tile(page, 'People')).shown)).toBe(users);
  if (unknown_cost! > 0)
    await expect(page.locator('[data-tile="Cost"]').innerText()).resolves.toContain(
      `${unknown_cost!.toLocaleString('en-US')} ${unknown_cost === 1 ? 'query' : 'queries'} of unknown cost`,
    );
  expect(complaints).toEqual([]);
});

test.each(FILTERS)('the people, filtered by %s', async (_name, hash, where) => {
  const { page } = await openReport(DEMO_REPORT, `#/overview${hash}`);
  const more = figure(page, 'People').getByRole('button', { name: /^Show / });
  if (await more.isVisible()) await more.click();
  const wanted = await rows(`
    SELECT coalesce(user, '(nobody known)'), sum(cost_usd) AS usd, sum(data_scanned), count(*),
      count(*) FILTER (WHERE state IN ('FAILED', 'CANCELLED', 'REJECTED'))
    FROM events WHERE ${where} GROUP BY user ORDER BY usd DESC NULLS LAST, count(*) DESC, user`);
  const names = await column(page, 'People', 'Person');
  const cost = await exact(page, 'People', 'Cost');
  const bytes = await exact(page, 'People', 'Read');
  const queries = await column(page, 'People', 'Queries');
  const failed = await column(page, 'People', 'Failed');
  const shown = new Map(
    names.map((name, i) => [name, [cost[i]!, bytes[i]!, queries[i]!, failed[i]!] as const]),
  );
  expect([...names].sort()).toEqual(wanted.map(([name]) => String(name)).sort());
  for (const [name, usd, read, count, unsuccessful] of wanted) {
    const [c, b, q, f] = shown.get(String(name))!;
    if (usd === null) expect(c).toBe('unknown');
    else expect(number(c)).toBeCloseTo(Number(usd), 6);
    if (read === null) expect(b).toBe('unknown');
    else expect(number(b)).toBe(read);
    expect([number(q), number(f)]).toEqual([count, unsuccessful]);
  }
});

test('each day’s cost, as a table', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/overview?by=region');
  await page.getByRole('button', { name: 'As a table' }).click();
  const box = page.getByRole('region', { name: 'Cost of each day' });
  const heads = await box.locator('thead th').allInnerTexts();
  const wanted = await rows('SELECT day, region, sum(cost_usd) FROM events GROUP BY day, region');
  let compared = 0;
  for (const [day, region, usd] of wanted) {
    const cell = box.locator('tbody tr', { hasText: String(day) }).locator('td');
    const title = await cell.nth(heads.indexOf(String(region)) - 1).getAttribute('title');
    if (usd === null) expect(title).toBe('unknown');
    else expect(number(title!)).toBeCloseTo(Number(usd), 6);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(40);
});

test('the dearest queries are the lake’s, in order', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/queries');
  const wanted = await rows(
    'SELECT cost_usd FROM events WHERE cost_usd IS NOT NULL ORDER BY cost_usd DESC LIMIT 20',
  );
  const shown = await exact(page, 'Dearest queries', 'Cost');
  expect(shown.map(number)).toEqual(wanted.map(([usd]) => Number(Number(usd).toFixed(9))));
});

test('the dearest shapes', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/queries');
  const wanted = await rows(`
    SELECT count(*), sum(cost_usd) AS usd, sum(cost_usd) - max(cost_usd), count(DISTINCT user)
    FROM events WHERE query_fingerprint IS NOT NULL
    GROUP BY query_fingerprint ORDER BY usd DESC NULLS LAST LIMIT 15`);
  const title = 'Dearest shapes of queries';
  expect((await column(page, title, 'Runs')).map(number)).toEqual(wanted.map(([runs]) => runs));
  const cost = (await exact(page, title, 'Cost')).map(number);
  const repeated = (await exact(page, title, 'Repeated')).map(number);
  for (const [i, [, usd, again]] of wanted.entries()) {
    expect(cost[i]).toBeCloseTo(Number(usd), 6);
    expect(repeated[i]).toBeCloseTo(Number(again), 6);
  }
});

test('trouble: what was refused, failed, cancelled, and read in vain', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/trouble');
  const [sums] = await rows(`
    SELECT count(*) FILTER (WHERE state = 'REJECTED'), count(*) FILTER (WHERE state = 'FAILED'),
      count(*) FILTER (WHERE state = 'CANCELLED')
    FROM events`);
  const names = ['Refused calls', 'Failed', 'Cancelled'];
  const shown = await Promise.all(
    names.map(async (name) => number((await tile(page, name)).shown)),
  );
  expect(shown).toEqual(sums);
  const refused = (await column(page, 'Refused calls', 'Times')).map(number);
  expect(refused.reduce((a, b) => a + b, 0)).toBe(sums![0]);
});

test('completeness: every number of the view', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/completeness');
  const title = 'Every day’s numbers';
  const names = [
    'submissions',
    'history_rows',
    'matched',
    'history_only',
    'trail_only',
    'rejected',
  ];
  const heads = ['Calls', 'History', 'Matched', 'History only', 'Trail only', 'Refused'];
  for (const [i, head] of heads.entries()) {
    const wanted = await rows(`SELECT ${names[i]!} FROM completeness ORDER BY day DESC`);
    expect((await column(page, title, head)).map(number)).toEqual(wanted.map(([n]) => n));
  }
  const silent = await page.locator('.heat .heat-silent').count();
  expect(silent).toBe((await rows('SELECT * FROM silence')).length);
});

test('security: what the demo planted is found', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/security');
  expect(await column(page, 'Root', 'Account')).toEqual(['666677778888']);
  expect(await column(page, 'Far above their own usual', 'Person')).toContain(
    'jonas.lindqvist@example.com',
  );
  expect(await column(page, 'New people, addresses and applications', 'What is new')).toContain(
    'new address and application',
  );
  expect(await column(page, 'Shared by several applications', 'Role or user')).toContain(
    'arn:aws:iam::222233334444:user/tableau-prod',
  );
  expect(await column(page, 'Access no longer used', 'Workgroup')).toContain('adhoc');
});

/** The report's own days: the trail reaches into the morning after. */
const OF_DAYS = "substr(CAST(event_time AS varchar), 1, 10) BETWEEN '2026-11-07' AND '2026-11-20'";

test.each([
  ['Console sign-ins', 'Sign-ins', 'console_logins', 'user, account_id, source_ip, user_source'],
  ['Errors of all services', 'Calls', 'failed_calls', 'event_source, event_name, error_code'],
  ['Root in all services', 'Calls', 'root_use', 'account_id, event_source, event_name, source_ip'],
])('security, of the whole trail: %s', async (title, head, view, by) => {
  const { page } = await openReport(DEMO_REPORT, '#/security');
  const more = figure(page, title).getByRole('button', { name: /^Show / });
  while (await more.isVisible()) await more.click();
  const wanted = await rows(`
    SELECT count(*) AS calls FROM ${view} WHERE ${OF_DAYS} GROUP BY ${by} ORDER BY calls DESC`);
  expect(wanted.length).toBeGreaterThan(0);
  const shown = (await column(page, title, head)).map(number).sort((a, b) => b - a);
  expect(shown).toEqual(wanted.map(([calls]) => calls));
});

test('security groups: every rule, those open to everybody first', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/security');
  const wanted = await rows(`SELECT peer FROM security_group_changes WHERE ${OF_DAYS}`);
  const words = await figure(page, 'Security groups').innerText();
  expect(words).toContain(wanted.length === 0 ? 'No security group was changed' : 'Ports');
  if (wanted.length > 0)
    await expect(figure(page, 'Security groups').getByRole('status').innerText()).resolves.toBe(
      `${wanted.length} ${wanted.length === 1 ? 'row' : 'rows'}`,
    );
});

test('the verdict names the silent places and the days', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/completeness');
  const words = await figure(page, 'Is anything missing?').innerText();
  expect(words).toContain('Not complete');
  expect(words).toContain('777788889999 us-east-1 sent no history on any day: 140 calls');
  expect(words).toContain('666677778888 sa-east-1 sent no history on 1 day of 14: 30 calls');
});

test('a report with a period before it tells the change', async () => {
  const { page } = await openReport(DEMO_REPORT, '#/overview?from=2026-11-14&to=2026-11-20');
  const changed = page.locator('[data-tile="Cost"] .change');
  const [[now], [then]] = [
    (await rows("SELECT sum(cost_usd) FROM events WHERE day >= '2026-11-14'"))[0]!,
    (await rows("SELECT sum(cost_usd) FROM events WHERE day < '2026-11-14'"))[0]!,
  ];
  const share = Number(now) / Number(then) - 1;
  const text = (await changed.innerText()).replace('−', '-');
  expect(number(text) * Math.sign(share)).toBeCloseTo(100 * share, 0);
  const whole = await openReport(DEMO_REPORT);
  await expect(figure(whole.page, 'At a glance').innerText()).resolves.toContain(
    'No change is shown',
  );
});
