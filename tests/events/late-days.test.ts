import { noDeadline } from '../../src/core/clock';
import type { SqlRow } from '../../src/core/ports';
import { lateDays } from '../../src/events/late-days';
import { scene } from './scene';

const RUN = '20260302T021500Z-1f2e3d4c';

/** The order of publication, and what the statement finds lacking. */
async function late(order: readonly string[], lacking: SqlRow[]): Promise<string[]> {
  const ports = scene({ calls: {}, history: {} });
  for (const partition of order) {
    const [table, day = ''] = partition.split(' ');
    await ports.catalog.publish(table === 'events' ? 'events' : 'submissions', day, 'run-1');
    await ports.clock.sleep(1);
  }
  ports.sql.query = () => Promise.resolve(lacking);
  return await lateDays(ports, RUN, noDeadline);
}
const lacks = (day: string, delivered_day: string): SqlRow => ({ day, delivered_day });

test('a day lacks a call of submissions that were published after it', async () => {
  const order = ['events 2026-02-20', 'submissions 2026-03-01'];
  expect(await late(order, [lacks('2026-02-20', '2026-03-01')])).toEqual(['2026-02-20']);
});

test('a call that a day did not take although it knew it is not late', async () => {
  const order = ['submissions 2026-02-20', 'events 2026-02-20', 'submissions 2026-02-21'];
  expect(await late(order, [lacks('2026-02-20', '2026-02-20')])).toEqual([]);
});

test('a day that was never built is not late', async () => {
  const order = ['events 2026-02-20', 'submissions 2026-03-01'];
  expect(await late(order, [lacks('2026-02-19', '2026-03-01')])).toEqual([]);
});

test('each day once, in order', async () => {
  const order = ['events 2026-02-21', 'events 2026-02-20', 'submissions 2026-03-01'];
  const lacking = ['2026-02-21', '2026-02-20', '2026-02-21'].map((day) => lacks(day, '2026-03-01'));
  expect(await late(order, lacking)).toEqual(['2026-02-20', '2026-02-21']);
});
