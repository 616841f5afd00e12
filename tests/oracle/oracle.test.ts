import { EVENTS } from '../../src/core/tables/events';
import { AFTER, BEFORE, call, D, line, organization, refusal, type Given } from './given';
import { expectedEvents } from './oracle';
import { shiftDay } from './organization';

const rows = (given: Given, day = D) => expectedEvents(organization(given), day);
const sources = (given: Given, day = D) => rows(given, day).map((row) => row.record_source);

test('a row has exactly the columns of the table', () => {
  const [row] = rows({ history: { [D]: [line()] }, trail: { [D]: [call()] } });
  const columns = [...EVENTS.columns, ...EVENTS.partitions].map(({ name }) => name);
  expect(Object.keys(row ?? {}).sort()).toEqual(columns.sort());
});

test('a matched row takes what from history and who from the trail', () => {
  const [row] = rows({ history: { [D]: [line()] }, trail: { [D]: [call()] } });
  expect(row).toMatchObject({
    query_execution_id: 'q1',
    event_id: 'e1',
    record_source: 'matched',
    submitted_at: `${D}T12:00:00.250Z`,
    workgroup: 'etl',
    user: 'ada',
    query_length: 8,
    query_hash: 'e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5',
    billed_bytes: 10_485_760,
    cost_usd: 5 / 104857.6,
    schema_version: 1,
    day: D,
  });
});

describe('which submission of a query is kept', () => {
  const kept = (...records: ReturnType<typeof call>[]) =>
    rows({ trail: { [D]: records } }).map((row) => row.event_id);

  test.each([
    ['the earlier', [call(), call({ eventID: 'e0', eventTime: `${D}T12:00:01Z` })], 'e1'],
    ['of two at once, the first by id', [call(), call({ eventID: 'e0' })], 'e0'],
    ['one with an id before one without', [call({ eventID: null }), call()], 'e1'],
    ['a readable one', [call({ eventID: 'e0', eventTime: 'x' }), call()], 'e1'],
  ])('%s', (_name, records, event_id) => {
    expect(kept(...records)).toEqual([event_id]);
    expect(kept(...records.toReversed())).toEqual([event_id]);
  });

  test.each([
    [-2, 0],
    [-1, 1],
    [0, 1],
    [31, 1],
    [32, 0],
  ])('delivered %i days after: %i rows', (days, found) => {
    expect(rows({ trail: { [shiftDay(D, days)]: [call()] } })).toHaveLength(found);
  });
});

describe('submission without history', () => {
  test('is of unknown state and cost', () => {
    expect(rows({ trail: { [D]: [call()] } })).toMatchObject([
      { state: 'UNKNOWN', pricing_model: 'unknown', cost_usd: null, workgroup: 'primary' },
    ]);
  });

  test.each([
    [shiftDay(D, -2), ['trail_only']],
    [BEFORE, []],
    [AFTER, []],
    [shiftDay(D, 2), ['trail_only']],
  ])('history in the folder of %s', (folder, found) => {
    const far = line({ submitted_at: null });
    expect(sources({ history: { [folder]: [far] }, trail: { [D]: [call()] } })).toEqual(found);
  });

  test('its own day only', () => {
    expect(rows({ trail: { [D]: [call()] } }, BEFORE)).toEqual([]);
    expect(rows({ trail: { [D]: [call()] } }, AFTER)).toEqual([]);
  });
});

describe('refused calls', () => {
  test('have a row without a query id, and are free', () => {
    expect(rows({ trail: { [D]: [refusal()] } })).toMatchObject([
      {
        query_execution_id: null,
        state: 'REJECTED',
        record_source: 'trail_only',
        data_scanned: null,
        billed_bytes: 0,
        cost_usd: 0,
        error_code: 'AccessDenied',
        error_message: 'no',
      },
    ]);
  });

  test('are one for each event id', () => {
    const records = [refusal(), refusal(), refusal({ eventID: 'e2' })];
    expect(rows({ trail: { [D]: records, [AFTER]: records } })).toHaveLength(2);
  });
});
