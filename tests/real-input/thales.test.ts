/**
 * A submission from before AWS omitted the SQL, and the history lines of another tool, which has other
 * names for the fields: under our names they are history.
 */
import { buildLake } from '../../src/cli/build-lake';
import { lines, open, put, rowsOf, scratch } from '../local/scratch';
import { overFixtures, thales, type TrailRecord } from './fixtures';

const DAY = '2023-05-28';

async function eventsOf(history: string): Promise<unknown[][]> {
  const lake = scratch();
  const log = 'trail/AWSLogs/000123456789/CloudTrail/us-east-1/2023/05/28/example_event.json';
  put(lake, log, thales('example_event.json'));
  put(lake, `history/day=${DAY}/athena_history_example.json`, history);
  const days = { from: DAY, to: DAY };
  await buildLake({ lake, ...days });
  return await rowsOf(
    await open(lake),
    `SELECT query_execution_id, record_source, user, user_source, workgroup, database_name, query,
      data_scanned, account_id, client_app FROM events ORDER BY query_execution_id`,
  );
}

/** The other tool’s names, and ours. */
const renamed = (line: TrailRecord): TrailRecord => ({
  query_execution_id: line['query_id']!,
  query: line['query']!,
  workgroup: line['workgroup']!,
  data_scanned_bytes: line['data_scanned']!,
  state: 'SUCCEEDED',
  submitted_at: '2023-05-28T08:30:14.250Z',
});

const WHO = ['some-user-name', 'iam_user'];
const SQL = `ALTER TABLE some_database.some_table ADD IF NOT EXISTS PARTITION (day='2000-01-01')`;
const [FIRST, SECOND] = [
  'cc405a40-434f-41f7-9f20-9a06edd85b45',
  'cc405a40-434f-41f7-9f20-9a06edd85b46',
];

overFixtures(() => {
  test('without history, the old trail’s own SQL is kept', async () => {
    expect(await eventsOf('')).toEqual([
      [FIRST, 'trail_only', ...WHO, 'some-workgroup', 'default', SQL, null, '123456789', 'Boto3'],
    ]);
  });

  test('with history under our names, the query is matched, and history’s SQL wins', async () => {
    const given = thales('athena_history_example.jsonl').trim().split('\n');
    const history = lines(given.map((line) => renamed(JSON.parse(line) as TrailRecord)));
    expect(await eventsOf(history)).toEqual([
      [FIRST, 'matched', ...WHO, 'primary', 'default', 'SELECT 1', 100, '123456789', 'Boto3'],
      [SECOND, 'history_only', null, null, 'primary', null, 'SELECT 1', 100, null, null],
    ]);
  });

  test('as they are, the lines name no query; the build does not pass that over', async () => {
    await expect(eventsOf(thales('athena_history_example.jsonl'))).rejects.toThrow(
      /of the history are missing/,
    );
  });
});
