/** Each odd case that can occur in an organization occurs in the demo, found by its traces. */
import { daysBetween } from '../../src/core/days';
import { DEMO, groupBy, idOf, readDemo } from './demo-files';

const { files, history, calls } = readDemo(DEMO);
const lines = groupBy(history, ({ row }) => row.query_execution_id);
const heard = groupBy(calls, idOf);
const both = [...heard].flatMap(([id, records]) => {
  const [line] = lines.get(id) ?? [];
  return line ? [{ line, records }] : [];
});

describe('at midnight', () => {
  it('a query at 23:59:59.9 is delivered in the next day’s folder', () => {
    const late = both.filter(
      ({ line, records }) =>
        line.row.submitted_at!.endsWith('23:59:59.900Z') && records[0]!.delivered_day > line.day,
    );
    expect(late.length).toBeGreaterThanOrEqual(3);
    expect(late.map(({ line }) => line.day)).toContain(DEMO.last_day);
  });

  it('the clocks of Athena and CloudTrail differ, both ways', () => {
    const readable = both.filter(
      ({ records }) => !Number.isNaN(Date.parse(records[0]!.record.eventTime)),
    );
    const days = readable.map(({ line, records }) => ({
      athena: line.day,
      trail: records[0]!.record.eventTime.slice(0, 10),
    }));
    expect(days.filter(({ athena, trail }) => athena < trail)).toHaveLength(2);
    expect(days.filter(({ athena, trail }) => athena > trail)).toHaveLength(2);
  });

  it('a query submitted on D finishes on D+1', () => {
    const over = history.filter(
      ({ row, day }) => row.completed_at !== null && row.completed_at.slice(0, 10) > day,
    );
    expect(over.length).toBeGreaterThan(2);
  });
});

describe('while running', () => {
  const running = history.filter(({ row }) => row.state === 'RUNNING');

  it('a running row is final in the next collection’s file', () => {
    const finals = running.map(({ row }) =>
      lines.get(row.query_execution_id)!.filter((l) => l.row.state === 'SUCCEEDED'),
    );
    expect(
      finals.filter(([final]) => final && final.window > final.day).length,
    ).toBeGreaterThanOrEqual(2);
  });

  it('a stale running row comes after the final one, by name and by time', () => {
    const stale = running.filter(({ row, key }) =>
      lines
        .get(row.query_execution_id)!
        .some(
          (l) =>
            l.row.state === 'SUCCEEDED' && l.key < key && l.row.collected_at < row.collected_at,
        ),
    );
    expect(stale).toHaveLength(1);
  });

  it('the last day’s long query is still running, and pending in the ledger', () => {
    const [open, ...more] = running.filter(({ day }) => day === DEMO.last_day);
    expect(more).toEqual([]);
    expect(lines.get(open!.row.query_execution_id)).toHaveLength(1);
    expect(open!.row).toMatchObject({
      completed_at: null,
      data_scanned_bytes: null,
      total_ms: null,
    });
    const jobs = files.filter(({ key }) =>
      key.startsWith(`ledger/day=${DEMO.last_day}/job=history/`),
    );
    expect(
      jobs.some(({ body }) =>
        (JSON.parse(body) as { pending: string[] }).pending.includes(open!.row.query_execution_id),
      ),
    ).toBe(true);
  });
});

describe('deliveries', () => {
  const events = [...groupBy(calls, ({ record }) => record.eventID).values()].filter(
    (found) => found.length > 1,
  );
  const apart = events.map((found) =>
    daysBetween(found[0]!.delivered_day, found.at(-1)!.delivered_day),
  );

  it('the same event comes twice: the same day, a day and nine days later', () => {
    expect(new Set(apart)).toEqual(new Set([0, 1, 9]));
  });

  it('an event is first delivered three days late', () => {
    expect(
      calls.some(
        (c) =>
          c.record.addendum && daysBetween(c.record.eventTime.slice(0, 10), c.delivered_day) === 3,
      ),
    ).toBe(true);
  });

  it('a retried call has two event ids, one token and one query id', () => {
    const retried = [...heard.values()].filter(
      (found) => new Set(found.map((c) => c.record.eventID)).size > 1,
    );
    expect(retried.length).toBeGreaterThanOrEqual(3);
    for (const found of retried) {
      expect(
        new Set(found.map((c) => c.record.requestParameters!['clientRequestToken'])).size,
      ).toBe(1);
    }
  });

  it('history files are doubled by a run by the hour', () => {
    const doubled = [...lines.values()].filter(
      (found) =>
        new Set(found.map((l) => l.window)).size > 1 &&
        found.every((l) => l.row.state !== 'RUNNING'),
    );
    expect(doubled.length).toBeGreaterThanOrEqual(12);
  });
});

describe('gaps', () => {
  it('history is gone with its workgroup, the trail is there', () => {
    const gone = calls.filter((c) => c.record.requestParameters?.['workGroup'] === 'hackathon');
    expect(gone.length).toBeGreaterThan(4);
    for (const call of gone) expect(lines.has(idOf(call)!)).toBe(false);
  });

  it('a trail that was switched off leaves history only', () => {
    const silent = history.filter(
      ({ row }) => row.account_id === '333344445555' && !heard.has(row.query_execution_id),
    );
    expect(silent.length).toBeGreaterThanOrEqual(4);
    expect(new Set(silent.map(({ day }) => day)).size).toBe(1);
  });

  it('an account has a trail and no collector', () => {
    expect(calls.some(({ record }) => record.recipientAccountId === '777788889999')).toBe(true);
    expect(files.some(({ key }) => /^(history|ledger)\/.*account_id=777788889999/.test(key))).toBe(
      false,
    );
  });

  it('a collection failed, and said so', () => {
    const jobs = files
      .filter(({ key }) => key.startsWith('ledger/'))
      .map(({ body }) => JSON.parse(body) as { outcome: string; message: string | null });
    const failed = jobs.filter(({ outcome }) => outcome === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]!.message).toContain('AccessDenied');
  });

  it('a call names no workgroup', () => {
    const unnamed = both.filter(
      ({ records }) => !('workGroup' in records[0]!.record.requestParameters!),
    );
    expect(unnamed.length).toBeGreaterThan(5);
    expect(new Set(unnamed.map(({ line }) => line.row.workgroup))).toEqual(new Set(['primary']));
  });

  it('records say neither id nor error, or no time', () => {
    const unidentified = calls.filter(
      ({ record }) => !record.responseElements && record.errorCode === undefined,
    );
    const unreadable = calls.filter(({ record }) => Number.isNaN(Date.parse(record.eventTime)));
    expect([unidentified.length, unreadable.length]).toEqual([2, 2]);
  });
});

describe('texts', () => {
  const texts = history.map(({ row }) => row.query!);

  it('SQL has quotes, semicolons, newlines, emoji', () => {
    expect(
      texts.some(
        (t) =>
          t.includes("''") &&
          t.includes('"') &&
          t.includes(';') &&
          t.includes('\r\n') &&
          t.includes('🚚'),
      ),
    ).toBe(true);
  });

  it('SQL is as long as Athena takes', () => {
    expect(Math.max(...texts.map((t) => Buffer.byteLength(t)))).toBe(262_144);
  });

  it('an old record keeps the SQL that history has not', () => {
    const old = calls.filter((c) => {
      const text = c.record.requestParameters?.['queryString'];
      return typeof text === 'string' && text.includes('old_trail');
    });
    expect(old.map((c) => lines.has(idOf(c)!)).sort()).toEqual([false, true]);
  });

  it('statements end and cost in every way', () => {
    const rows = history.map(({ row }) => row);
    expect(new Set(rows.map((r) => r.state))).toEqual(
      new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'RUNNING']),
    );
    expect(new Set(rows.map((r) => r.statement_type))).toEqual(new Set(['DML', 'DDL', 'UTILITY']));
    expect(
      rows.some(
        (r) => r.dpu_count !== null && r.managed_results === true && r.output_location === null,
      ),
    ).toBe(true);
    expect(rows.some((r) => r.result_reused === true && r.data_scanned_bytes === 0)).toBe(true);
    expect(
      rows.some(
        (r) =>
          r.state === 'SUCCEEDED' &&
          r.statement_type === 'DML' &&
          r.data_scanned_bytes! > 0 &&
          r.data_scanned_bytes! < 10 * 2 ** 20,
      ),
    ).toBe(true);
  });
});
