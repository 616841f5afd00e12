/** The demo organization's trail as a month of Parquet, against the trail's own text. */
import { whoOf } from '../oracle/identity';
import type { Json } from '../oracle/organization';
import { put, scratch } from '../local/scratch';
import { readDemo, groupBy, type TrailLine } from '../demo/demo-files';
import { builtOf, compact, scene, type Row } from './scene';

const { files, trail } = readDemo({ seed: 3, days: 4, last_day: '2026-11-20' });
const inNovember = ({ record, delivered_day }: TrailLine): boolean =>
  Number.isNaN(Date.parse(record.eventTime))
    ? delivered_day.startsWith('2026-11')
    : record.eventTime.startsWith('2026-11');
const delivered = groupBy(trail.filter(inNovember), ({ record }) => record.eventID);

let rows: Row[];
let counts: Record<string, number>;

beforeAll(async () => {
  const folder = scratch();
  for (const { key, body } of files) if (key.startsWith('trail/')) put(folder, key, body);
  const given = await scene(folder, '2026-12-02T03:00:00.000Z');
  ({ counts } = builtOf(await compact(given, { month: '2026-11' })));
  rows = await given.rows(
    `SELECT * FROM cloudtrail_events WHERE year = '2026' AND month = '11' ORDER BY event_id`,
  );
});

const jsonOf = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : null;
const recordOf = (row: Row): TrailLine => delivered.get(row['event_id'] as string)![0]!;
const text = (value: unknown): unknown => (value === undefined || value === '' ? null : value);

test('every event of the month, each once', () => {
  expect(rows.map(({ event_id }) => event_id)).toEqual([...delivered.keys()].sort());
  expect(rows.length).toBeGreaterThan(3000);
  expect(counts).toMatchObject({ rows: rows.length, unidentified: 0 });
});

test('each field is the record’s: time, names, error, JSON of what is nested', () => {
  for (const row of rows) {
    const { record, delivered_day } = recordOf(row);
    const at = Date.parse(record.eventTime);
    expect({ ...row, request: jsonOf(row['request_parameters']) }).toMatchObject({
      event_time: Number.isNaN(at) ? null : new Date(at).toISOString(),
      event_source: record.eventSource,
      event_name: record.eventName,
      account_id: record.recipientAccountId,
      region: record.awsRegion,
      source_ip: text(record.sourceIPAddress),
      user_agent: text(record.userAgent),
      error_code: record.errorCode ?? null,
      error_message: record.errorMessage ?? null,
      read_only: record.readOnly,
      request_id: record.requestID,
      request: record.requestParameters,
      tls_version: record.tlsDetails?.['tlsVersion'] ?? null,
      delivered_day,
    });
    expect(jsonOf(row['response_elements'])).toEqual(record.responseElements);
  }
});

test('the user is the one that the rules name', () => {
  const named = new Set<unknown>();
  for (const row of rows) {
    const { record } = recordOf(row);
    expect(row).toMatchObject(whoOf(JSON.parse(JSON.stringify(record.userIdentity)) as Json));
    named.add(row['user_source']);
  }
  expect(named.size).toBeGreaterThan(4);
});
