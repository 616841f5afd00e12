/** Views under the names of other tools: statements written for those run as they stand. */
import { EVENTS } from '../../src/core/tables';
import { VIEWS } from '../../src/report/views';
import { DEMO } from '../demo/demo-files';
import { demoLake, type DemoLake, type Row } from './demo-lake';

let lake: DemoLake;

beforeAll(async () => {
  lake = await demoLake({ ...DEMO, days: 3 });
});

afterAll(async () => {
  await lake.remove();
});

const JOINED =
  'select * from athena_cloudtrail_info a, athena_sql_info b where a.query_execution_id = b.query_execution_id';
const TOP =
  'SELECT user, SUM(data_scanned) as total_data_scanned FROM events_table GROUP BY user ORDER BY total_data_scanned DESC LIMIT 10';

const CALL =
  'event_id query_execution_id request_id event_name type principal_id arn account_id access_key_id ' +
  'user_name event_source source_ip_address';
const QUERY =
  'query_execution_id catalog database statement_type result_configuration submission_datetime ' +
  'completion_datetime state substatement_type workgroup query';

test.each([
  ['athena_cloudtrail_info', CALL.split(' ')],
  ['athena_sql_info', QUERY.split(' ')],
  ['events_table', [...EVENTS.columns, ...EVENTS.partitions].map(({ name }) => name)],
])('%s has exactly these columns, in this order', async (name, columns) => {
  const [row = {}] = await lake.select(`SELECT * FROM ${name} LIMIT 1`);
  expect(Object.keys(row)).toEqual(columns);
  expect(VIEWS.find((view) => view.name === name)!.columns).toEqual(columns);
});

test('times are timestamps', async () => {
  const [row] = await lake.select(
    `SELECT count(*) AS n FROM athena_sql_info
     WHERE submission_datetime < TIMESTAMP '2100-01-01 00:00:00' AND completion_datetime >= submission_datetime`,
  );
  expect(Number(row!['n'])).toBeGreaterThan(100);
});

const byId = (rows: readonly Row[]): Row[] => {
  const idOf = (row: Row): string => row['query_execution_id'] as string;
  return [...rows].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
};

test('the two, joined as their README joins them, are the matched events', async () => {
  const joined = byId(await lake.select(JOINED));
  const matched = "SELECT * FROM events WHERE record_source = 'matched'";
  const events = byId(await lake.select(matched));
  expect(events.length).toBeGreaterThan(100);
  expect(joined).toHaveLength(events.length);
  for (const [nth, row] of joined.entries()) {
    const event = events[nth]!;
    expect(row).toMatchObject({
      event_id: event['event_id'],
      query_execution_id: event['query_execution_id'],
      request_id: event['request_id'],
      event_name: 'StartQueryExecution',
      type: event['identity_type'],
      principal_id: event['principal_id'],
      arn: event['principal_arn'],
      account_id: event['account_id'],
      access_key_id: event['access_key_id'],
      user_name: event['user'],
      event_source: 'athena.amazonaws.com',
      source_ip_address: event['source_ip'],
      catalog: event['catalog'],
      database: event['database_name'],
      statement_type: event['statement_type'],
      result_configuration: event['output_location'],
      submission_datetime: event['submitted_at'],
      completion_datetime: event['completed_at'],
      state: event['state'],
      substatement_type: event['substatement_type'],
      workgroup: event['workgroup'],
      query: event['query'],
    });
  }
});

test('each side has what its service knows: refused calls there, queries without a call here', async () => {
  const [row] = await lake.select(`SELECT
    (SELECT count(*) FROM athena_cloudtrail_info) AS calls,
    (SELECT count(*) FROM athena_cloudtrail_info WHERE query_execution_id IS NULL) AS refused,
    (SELECT count(*) FROM athena_sql_info) AS queries,
    (SELECT count(DISTINCT query_execution_id) FROM athena_sql_info) AS ids,
    count(*) FILTER (WHERE record_source <> 'history_only') AS with_call,
    count(*) FILTER (WHERE state = 'REJECTED') AS rejected,
    count(*) FILTER (WHERE record_source <> 'trail_only') AS with_history
    FROM events`);
  const n = (name: string): number => Number(row![name]);
  expect(n('calls')).toBe(n('with_call'));
  expect(n('refused')).toBe(n('rejected'));
  expect(n('refused')).toBeGreaterThan(0);
  expect(n('queries')).toBe(n('with_history'));
  expect(n('ids')).toBe(n('queries'));
});

test('events_table is events, and its old statement has the same answer', async () => {
  const order = 'ORDER BY query_execution_id NULLS LAST, event_id';
  const all = await lake.select(`SELECT * FROM events_table ${order}`);
  expect(all).toEqual(await lake.select(`SELECT * FROM events ${order}`));
  const top = await lake.select(TOP);
  expect(top).toHaveLength(10);
  expect(Object.keys(top[0]!)).toEqual(['user', 'total_data_scanned']);
  expect(top).toEqual(await lake.select(TOP.replace('events_table', 'events')));
});
