import { createHash } from 'node:crypto';
import { HISTORY } from '../../src/core/tables';
import { CALLERS } from '../../src/demo/callers';
import { demoOrganization, type DemoFile } from '../../src/demo/demo-organization';
import { SITES } from '../../src/demo/organization';
import { DEMO, FIRST_DAY, readDemo } from './demo-files';

const demo = readDemo(DEMO);

function digest(files: Iterable<DemoFile>): string {
  const hash = createHash('sha256');
  for (const { key, body } of files) hash.update(key).update(body);
  return hash.digest('hex');
}

describe('the demo organization', () => {
  it('is the same bytes for the same seed, and others for another', () => {
    expect(digest(demoOrganization(DEMO))).toBe(digest(demo.files));
    expect(digest(demoOrganization({ ...DEMO, seed: 2 }))).not.toBe(digest(demo.files));
  });

  it('writes each file once, into the lake’s folders', () => {
    const keys = demo.files.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys.map((key) => key.split('/')[0]))).toEqual(
      new Set(['history', 'ledger', 'trail']),
    );
  });

  it('stays within 60 MB and 250 to 600 queries a day', () => {
    const bytes = demo.files.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    expect(bytes).toBeLessThan(60_000_000);
    const ids = new Map<string, Set<string>>();
    for (const { day, row } of demo.history) {
      ids.set(day, (ids.get(day) ?? new Set()).add(row.query_execution_id));
    }
    expect([...ids.keys()].sort()).toHaveLength(14);
    expect([...ids.keys()].sort()[0]).toBe(FIRST_DAY);
    for (const found of ids.values()) {
      expect(found.size).toBeGreaterThanOrEqual(240);
      expect(found.size).toBeLessThanOrEqual(600);
    }
  });

  it('has weekends that are quieter than working days', () => {
    const on = (day: string): number => demo.history.filter((line) => line.day === day).length;
    expect(on('2026-11-14')).toBeLessThan(0.7 * on('2026-11-13'));
  });

  it('writes history lines with every column and no other', () => {
    const columns = HISTORY.columns.map(({ name }) => name).sort();
    const found = new Set(demo.history.map(({ row }) => Object.keys(row).sort().join()));
    expect([...found]).toEqual([columns.join()]);
  });

  it('keeps each line in the folder of its account, region, workgroup and day', () => {
    const astray = demo.history.filter(({ key, row, day }) => {
      const folder = `history/day=${day}/account_id=${row.account_id}/region=${row.region}/workgroup=${row.workgroup}/`;
      return !key.startsWith(folder) || row.submitted_at?.slice(0, 10) !== day;
    });
    expect(astray).toEqual([]);
  });

  it('collects a query after it was submitted', () => {
    const early = demo.history.filter(({ row }) => row.collected_at <= row.submitted_at!);
    expect(early).toEqual([]);
  });

  it('names no account but its own and the supplier’s', () => {
    const named = /(?:account_id=|[aA]ccountI?d?"?:"|arn:aws:[a-z0-9-]+:[a-z0-9-]*:)(\d{12})/g;
    const found = new Set<string>();
    for (const { key, body } of demo.files) {
      for (const [, account] of `${key} ${body}`.matchAll(named)) found.add(account!);
    }
    const known = [...SITES.map((site) => site.account_id), '999988887777'];
    expect([...found].sort()).toEqual([...new Set(known)].sort());
  });

  it('tells of a shorter time too: the old stories are left out', () => {
    const short = readDemo({ ...DEMO, days: 1 });
    expect(new Set(short.history.map(({ day }) => day))).toEqual(new Set([DEMO.last_day]));
    expect(short.calls.length).toBeGreaterThan(200);
  });

  it('gives every caller a job, and every kind of identity a caller', () => {
    const kinds = new Set([...CALLERS.map((caller) => caller.user_source), 'root']);
    expect([...kinds].sort()).toEqual([
      'account',
      'federated',
      'iam_user',
      'identity_center',
      'role_name',
      'root',
      'service',
      'session_name',
      'source_identity',
      'sso_session',
    ]);
    for (const caller of CALLERS) expect(caller.job).not.toBe('');
  });
});
