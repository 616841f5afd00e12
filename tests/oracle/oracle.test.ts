import { EVENTS } from '../../src/core/tables/events';
import { AFTER, BEFORE, call, D, line, organization, refusal, type Given } from './given';
import { expectedCounts, expectedEvents } from './oracle';
import { shiftDay } from './organization';

const rows = (given: Given, day = D) => expectedEvents(organization(given), day);
const counts = (given: Given, day = D) => expectedCounts(organization(given), day);
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

describe('which day a query belongs to', () => {
  test.each([
    ['own folder', D, D],
    ['next day’s folder', AFTER, D],
    ['folder of the day before', BEFORE, D],
    ['two days later: the folder counts', shiftDay(D, 2), shiftDay(D, 2)],
    ['two days earlier: the folder counts', shiftDay(D, -2), shiftDay(D, -2)],
  ])('%s', (_name, folder, day) => {
    const given = { history: { [folder]: [line()] } };
    expect(rows(given, day)).toHaveLength(1);
    if (day !== D) expect(rows(given, D)).toHaveLength(0);
  });

  test('without a time it is the folder’s', () => {
    const given = { history: { [AFTER]: [line({ submitted_at: null })] } };
    expect([rows(given, D), rows(given, AFTER)].map((found) => found.length)).toEqual([0, 1]);
  });

  test.each([
    ['the trail’s clock is behind', `${BEFORE}T23:59:59Z`, `${D}T00:00:00.000Z`, D, BEFORE],
    ['the trail’s clock is ahead', `${D}T00:00:00Z`, `${BEFORE}T23:59:59.999Z`, BEFORE, D],
  ])('%s', (_name, eventTime, submitted_at, day, other) => {
    const given = {
      history: { [day]: [line({ submitted_at })] },
      trail: { [eventTime.slice(0, 10)]: [call({ eventTime })] },
    };
    expect(sources(given, day)).toEqual(['matched']);
    expect(sources(given, other)).toEqual([]);
  });
});

describe('which line of a query is kept', () => {
  const running = line({ state: 'RUNNING', collected_at: `${AFTER}T09:00:00.000Z` });
  const early = line({ total_ms: 1, collected_at: `${AFTER}T01:00:00.000Z` });
  const late = line({ total_ms: 2, collected_at: `${AFTER}T02:00:00.000Z` });

  test.each([
    ['ended beats running, however new', [running, early], 'SUCCEEDED', 1],
    ['in either order', [early, running], 'SUCCEEDED', 1],
    ['the newest of two that ended', [late, early], 'SUCCEEDED', 2],
    ['in either order', [early, late], 'SUCCEEDED', 2],
    ['running if nothing else', [running], 'RUNNING', null],
  ])('%s', (_name, lines, state, total_ms) => {
    expect(rows({ history: { [D]: lines } })).toMatchObject([{ state, total_ms }]);
  });

  test('ended in the next day’s folder', () => {
    expect(rows({ history: { [D]: [running], [AFTER]: [early] } })).toMatchObject([
      { state: 'SUCCEEDED' },
    ]);
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

describe('outcome of a record', () => {
  const none = { submissions: 0, rejected: 0, unidentified: 0, unreadable: 0, trail_only: 0 };
  test.each([
    ['accepted', call(), { ...none, submissions: 1, trail_only: 1 }],
    [
      'accepted with an error',
      call({ errorCode: 'x' }),
      { ...none, submissions: 1, trail_only: 1 },
    ],
    ['refused', refusal(), { ...none, rejected: 1 }],
    ['refused without an event id', refusal({ eventID: '' }), { ...none, unidentified: 1 }],
    ['no answer', call({ responseElements: null }), { ...none, unidentified: 1 }],
    [
      'empty answer',
      call({ responseElements: { queryExecutionId: '' } }),
      { ...none, unidentified: 1 },
    ],
    ['no time', call({ eventTime: '' }), { ...none, unreadable: 1 }],
    [
      'no time, refused',
      refusal({ eventTime: '2026-13-45T00:00:00Z' }),
      { ...none, unreadable: 1 },
    ],
    ['another action', call({ eventName: 'StopQueryExecution' }), none],
    ['another service', call({ eventSource: 'glue.amazonaws.com' }), none],
  ])('%s', (_name, record, expected) => {
    expect(counts({ trail: { [D]: [record, record] } })).toMatchObject(expected);
  });

  test('unreadable still names the user of its query', () => {
    const given = { history: { [D]: [line()] }, trail: { [D]: [call({ eventTime: null })] } };
    expect(rows(given)).toMatchObject([{ record_source: 'matched', user: 'ada' }]);
    expect(counts(given)).toMatchObject({ unreadable: 1, matched: 1, submissions: 0, rows: 1 });
  });

  test('unreadable counts on its delivered day, unidentified on its own', () => {
    const trail = { [AFTER]: [call({ eventTime: '' }), call({ responseElements: null })] };
    expect(counts({ trail }, D)).toMatchObject({ unreadable: 0, unidentified: 1 });
    expect(counts({ trail }, AFTER)).toMatchObject({ unreadable: 1, unidentified: 0 });
  });
});

test('counts add up', () => {
  const history = [line(), line({ query_execution_id: 'q2', state: 'QUEUED' })];
  const gone = call({ eventID: 'e3', responseElements: { queryExecutionId: 'q3' } });
  const trail = [call(), call(), gone, refusal({ eventID: 'e4' })];
  expect(counts({ history: { [D]: history }, trail: { [D]: trail } })).toEqual({
    submissions: 2,
    history_rows: 2,
    matched: 1,
    history_only: 1,
    trail_only: 1,
    rejected: 1,
    unidentified: 0,
    unreadable: 0,
    running: 1,
    rows: 4,
  });
});
