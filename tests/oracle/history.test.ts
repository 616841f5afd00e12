import { AFTER, BEFORE, call, D, line, organization, type Given } from './given';
import { expectedEvents } from './oracle';
import { shiftDay } from './organization';

const rows = (given: Given, day = D) => expectedEvents(organization(given), day);
const sources = (given: Given, day = D) => rows(given, day).map((row) => row.record_source);

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
