/** Real trails as months of Parquet: every record of the month, each once, with its time and caller. */
import { folderTrail } from '../../src/local/folder-trail';
import { open, scratch } from '../local/scratch';
import { compactMonth } from '../../src/compact/compact-month';
import { keptLog } from '../memory/kept-log';
import { steppingClock } from '../stand-ins/stepping-clock';
import { noDeadline } from '../../src/core/clock';
import { overFixtures, realTrail, type RealTrail, type TrailRecord } from './fixtures';

const monthOf = ({ eventTime }: TrailRecord): string => (eventTime as string).slice(0, 7);

/** Compacts one month of a real trail. */
async function compact({ folder }: RealTrail, month: string) {
  const clock = steppingClock('2026-11-21T03:00:00.000Z');
  const lake = await open(scratch(), { trail: folder, clock });
  const { counts } = await compactMonth(
    { ...lake, trail: await folderTrail(folder), log: keptLog() },
    { month, run: '20261121T030000Z-00000001', late_days: 31, force: false },
    { deadline: noDeadline, account_id: 'local', region: 'local' },
  );
  const { columns, rows } = await lake.sql.select('SELECT * FROM cloudtrail_events');
  const named = rows.map((row) =>
    Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])),
  );
  return { counts, rows: named };
}

overFixtures(() => {
  test.each([
    ['invictus', '2023-07', 2900],
    ['flaws', '2020-09', 182],
    ['flaws', '2020-10', 3],
  ] as const)('%s, %s', async (name, month, least) => {
    const trail = realTrail(name);
    const own = trail.records.filter((record) => monthOf(record) === month);
    const byId = new Map(own.map((record) => [record['eventID'], record]));
    const { rows, counts } = await compact(trail, month);
    expect(rows.length).toBe(byId.size);
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(counts).toMatchObject({ rows: byId.size, unreadable: 0, unidentified: 0 });
    for (const row of rows) {
      const record = byId.get(row['event_id'] ?? null)!;
      expect(row).toMatchObject({
        event_time: (record['eventTime'] as string).replace('Z', '.000Z'),
        event_name: record['eventName'],
        error_code: record['errorCode'] ?? null,
      });
      const request = row['request_parameters'] as string | null;
      expect(request === null ? null : JSON.parse(request)).toEqual(
        record['requestParameters'] ?? null,
      );
    }
  });
});
