import { AuditFailed } from '../../src/core/errors';
import type { SqlRow } from '../../src/core/ports';
import { judgeEvents } from '../../src/events/audit';
import { judgeSubmissions } from '../../src/submissions/build-submissions';

const DAY = '2026-03-01';

/** Ten rows: six matched, two of history alone, one of the trail alone, one refused. */
const FOUND: SqlRow = {
  rows_staged: 10,
  rows_doubled: 0,
  matched: 6,
  history_only: 2,
  trail_only: 1,
  rejected: 1,
  running: 1,
  history_rows: 8,
  history_missing: 0,
  submissions: 7,
  submissions_missing: 0,
  unidentified: 3,
  unreadable: 4,
  rows_published: 10,
  history_published: 8,
  submissions_published: 8,
};
const judge = (found: SqlRow, rows_written = 10, force = false) =>
  judgeEvents({ ...FOUND, ...found }, { rows_written, files_skipped: 2 }, DAY, force);

describe('events', () => {
  test('a run that passes gives the counts of the ledger', () => {
    expect(judge({})).toEqual({
      rows: 10,
      submissions: 7,
      history_rows: 8,
      matched: 6,
      history_only: 2,
      trail_only: 1,
      rejected: 1,
      unidentified: 3,
      unreadable: 4,
      running: 1,
      files_skipped: 2,
    });
  });

  test.each<[string, SqlRow, number, string]>([
    ['a row that was written is gone', {}, 11, '11 rows were written, but 10 are there'],
    ['a row is there that nobody wrote', {}, 9, '9 rows were written, but 10 are there'],
    ['a row is doubled', { rows_doubled: 1 }, 10, '1 rows are there twice'],
    ['a query is missing', { history_missing: 1 }, 10, '1 queries of the history are missing'],
    ['a call is missing', { submissions_missing: 2 }, 10, '2 calls of the trail are missing'],
  ])('%s: refused, by force too', (_, found, written, complaint) => {
    for (const force of [false, true]) {
      expect(() => judge(found, written, force)).toThrow(AuditFailed);
      expect(() => judge(found, written, force)).toThrow(
        `events ${DAY}: ${complaint}. Nothing was published.`,
      );
    }
  });

  test.each<[string, SqlRow, SqlRow, string]>([
    [
      'rows',
      { rows_published: 10 },
      { rows_published: 11 },
      'the rebuild has 10 rows, published are 11',
    ],
    [
      'history',
      { history_published: 8 },
      { history_published: 9 },
      'the rebuild has 8 rows with history, published are 9',
    ],
    [
      'submissions',
      { submissions_published: 8 },
      { submissions_published: 9 },
      'the rebuild has 8 rows with submissions, published are 9',
    ],
  ])('as many %s as are published pass, one less only by force', (_, same, more, complaint) => {
    expect(judge(same)).toMatchObject({ rows: 10 });
    expect(() => judge(more)).toThrow(complaint);
    expect(() => judge(more)).toThrow('run it with force');
    expect(judge(more, 10, true)).toMatchObject({ rows: 10 });
  });

  test('every complaint is told', () => {
    expect(() => judge({ rows_doubled: 1, history_missing: 2 })).toThrow(
      '1 rows are there twice; 2 queries of the history are missing.',
    );
  });

  test('a count that the audit did not give is no pass', () => {
    const { rows_doubled: _left_out, ...found } = FOUND;
    const written = { rows_written: 10, files_skipped: 0 };
    expect(() => judgeEvents(found, written, DAY, false)).toThrow(AuditFailed);
  });

  test('an empty day passes', () => {
    const zeros = Object.fromEntries(Object.keys(FOUND).map((name) => [name, 0]));
    expect(judge(zeros, 0)).toMatchObject({ rows: 0, matched: 0 });
  });
});

describe('submissions', () => {
  const STAGED: SqlRow = {
    rows_staged: 5,
    duplicates: 1,
    accepted: 3,
    refused: 1,
    unidentified: 1,
    unreadable: 0,
    rows_published: 5,
  };
  const judged = (found: SqlRow, rows_written = 5, force = false) =>
    judgeSubmissions({ ...STAGED, ...found }, { rows_written, files_skipped: 1 }, DAY, force);

  test('a run that passes gives the counts of the ledger', () => {
    expect(judged({})).toEqual({
      rows: 5,
      duplicates: 1,
      accepted: 3,
      refused: 1,
      unidentified: 1,
      unreadable: 0,
      files_skipped: 1,
    });
  });

  test.each([4, 6])('%d rows written and 5 there: refused, by force too', (rows_written) => {
    expect(() => judged({}, rows_written)).toThrow(AuditFailed);
    expect(() => judged({}, rows_written, true)).toThrow(AuditFailed);
  });

  test('as many rows as are published pass, one less only by force', () => {
    expect(judged({ rows_published: 5 })).toMatchObject({ rows: 5 });
    expect(() => judged({ rows_published: 6 })).toThrow(/5 rows, published are 6.*with force/);
    expect(judged({ rows_published: 6 }, 5, true)).toMatchObject({ rows: 5 });
  });
});
