import { AFTER, call, D, line, organization, refusal, type Given } from './given';
import { expectedCounts, expectedEvents } from './oracle';

const rows = (given: Given, day = D) => expectedEvents(organization(given), day);
const counts = (given: Given, day = D) => expectedCounts(organization(given), day);

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
    ['refused without an event id', refusal({ eventID: '' }), { ...none, unidentified: 2 }],
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
