/** What belongs to a month, and that each of its events is there once. */
import { scratch } from '../local/scratch';
import { builtOf, compact, deliver, record, scene, type Row } from './scene';

const EVENTS =
  'SELECT event_id, event_time, delivered_day, year, month FROM cloudtrail_events ORDER BY event_id, delivered_day';
const ids = (rows: Row[]): unknown[] => rows.map(({ event_id }) => event_id);

test('the events of the month, whichever day delivered them; those of its neighbours stay out', async () => {
  const folder = scratch();
  deliver(folder, '2026-02-28', [
    record('before', '2026-02-28T23:59:59Z'),
    record('clocks differ', '2026-03-01T00:00:00Z'),
  ]);
  deliver(folder, '2026-03-01', [
    record('the month before', '2026-02-28T23:59:59Z'),
    record('first', '2026-03-01T00:00:01Z'),
  ]);
  deliver(folder, '2026-04-01', [
    record('last', '2026-03-31T23:59:59Z'),
    record('the month after', '2026-04-01T00:00:00Z'),
  ]);
  deliver(folder, '2026-05-01', [record('a month late', '2026-03-31T12:00:00Z')]);
  deliver(folder, '2026-05-02', [record('later than that', '2026-03-31T12:00:00Z')]);
  const given = await scene(folder);
  expect(builtOf(await compact(given))).toMatchObject({
    table: 'cloudtrail_events',
    day: '2026-03',
    counts: { rows: 4, delivered_days: 4, unidentified: 0, unreadable: 0, files_skipped: 0 },
  });
  const rows = await given.rows(EVENTS);
  expect(ids(rows)).toEqual(['a month late', 'clocks differ', 'first', 'last']);
  expect(rows[2]).toEqual({
    event_id: 'first',
    event_time: '2026-03-01T00:00:01.000Z',
    delivered_day: '2026-03-01',
    year: '2026',
    month: '03',
  });
});

test('an event that was delivered twice is there once: in a file, in two, and weeks later', async () => {
  const folder = scratch();
  const twice = record('twice', '2026-03-10T12:00:00Z');
  deliver(folder, '2026-03-10', [twice, twice, record('once', '2026-03-10T12:00:01Z')]);
  deliver(folder, '2026-03-10', [twice]);
  deliver(folder, '2026-03-11', [twice]);
  deliver(folder, '2026-04-05', [{ ...twice, addendum: { reason: 'DELIVERY_DELAY' } }]);
  const given = await scene(folder);
  expect(builtOf(await compact(given)).counts).toMatchObject({ rows: 2, delivered_days: 3 });
  expect(await given.rows(EVENTS)).toMatchObject([
    { event_id: 'once' },
    { event_id: 'twice', delivered_day: '2026-03-10' },
  ]);
});

test('no record is lost for its time or its id: it is counted', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-10', [
    record('when?', 'yesterday'),
    record(undefined, '2026-03-10T12:00:00Z'),
    record(undefined, '2026-03-10T12:00:00Z'),
  ]);
  // Of no month that is known: it belongs to the month in which it was delivered.
  deliver(folder, '2026-04-01', [record('when, in April?', 'yesterday')]);
  const given = await scene(folder);
  const { counts } = builtOf(await compact(given));
  expect(counts).toMatchObject({ rows: 3, unreadable: 1, unidentified: 2 });
  const unreadable = await given.rows(
    'SELECT event_id, event_time, unreadable_time FROM cloudtrail_events WHERE event_time IS NULL',
  );
  expect(unreadable).toEqual([
    { event_id: 'when?', event_time: null, unreadable_time: 'yesterday' },
  ]);
});

test('a month without any file is published empty, and its ledger says that there is no trail', async () => {
  const folder = scratch();
  deliver(folder, '2026-01-10', [record('long ago', '2026-01-10T12:00:00Z')]);
  const given = await scene(folder);
  expect(builtOf(await compact(given)).counts).toMatchObject({ rows: 0, delivered_days: 0 });
  expect(await given.rows('SELECT day, outcome, message FROM ledger')).toEqual([
    {
      day: '2026-03-01',
      outcome: 'done',
      message: 'no trail: no account has files of this month',
    },
  ]);
});

test('fewer late days read less', async () => {
  const folder = scratch();
  deliver(folder, '2026-03-31', [record('in time', '2026-03-31T12:00:00Z')]);
  deliver(folder, '2026-04-02', [record('late', '2026-03-31T12:00:00Z')]);
  const given = await scene(folder);
  await compact(given, { late_days: 1 });
  expect(ids(await given.rows(EVENTS))).toEqual(['in time']);
});

test('two months are two partitions, and a query that names one reads no other', async () => {
  const folder = scratch();
  deliver(folder, '2026-02-10', [record('february', '2026-02-10T12:00:00Z')]);
  deliver(folder, '2026-03-10', [record('march', '2026-03-10T12:00:00Z')]);
  const given = await scene(folder);
  await compact(given, { month: '2026-02' });
  await compact(given, { run: '20260510T030000Z-00000002' });
  expect(ids(await given.rows(EVENTS))).toEqual(['february', 'march']);
  const named = "SELECT event_id FROM cloudtrail_events WHERE year = '2026' AND month = '02'";
  expect(await given.rows(named)).toEqual([{ event_id: 'february' }]);
});
