import { AuditFailed } from '../core/errors';
import type { SqlRow } from '../core/ports';
import type { WrittenDay } from './written-days';

type Counts = Record<string, number>;

const numberOf = (row: SqlRow | undefined, name: string): number => Number(row?.[name] ?? 0);
const sum = (rows: readonly SqlRow[], name: string): number =>
  rows.reduce((total, row) => total + numberOf(row, name), 0);

/** Delivered days of which fewer rows lie in the files than the engine said it wrote. */
function shortDays(found: readonly SqlRow[], written: readonly WrittenDay[]): string[] {
  const staged = new Map(found.map((row) => [row['delivered_day'], numberOf(row, 'rows_staged')]));
  return written.flatMap(({ delivered_day, rows_written }) => {
    const rows = staged.get(delivered_day) ?? 0;
    return rows_written !== null && rows < rows_written
      ? [`of ${delivered_day} ${rows_written} rows were written, but ${rows} are there`]
      : [];
  });
}

/** A repeated statement leaves out what it knows by its id; a record without one it writes again. */
function mayBeDoubled(rows: number, unidentified: number, written: readonly WrittenDay[]): boolean {
  const known = written.flatMap(({ rows_written }) => rows_written ?? []);
  const total = known.reduce((a, b) => a + b, 0);
  return unidentified > 0 && known.length === written.length && rows > total;
}

/**
 * Judges a month's run by what audit.sql found of each delivered day.
 * @returns the counts of the ledger
 * @throws AuditFailed
 */
export function judgeMonth(
  found: readonly SqlRow[],
  written: readonly WrittenDay[],
  month: string,
  force: boolean,
): Counts {
  const [rows, unidentified] = [sum(found, 'rows_staged'), sum(found, 'unidentified')];
  const doubled = numberOf(found[0], 'rows_doubled');
  const published = numberOf(found[0], 'rows_published');
  const complaints = [
    ...shortDays(found, written),
    ...(doubled > 0 ? [`${doubled} events are there twice`] : []),
    ...(mayBeDoubled(rows, unidentified, written)
      ? [`${unidentified} records without an id may be there twice`]
      : []),
    ...(rows < published && !force
      ? [`the rebuild has ${rows} rows, published are ${published} (if right, run it with force)`]
      : []),
  ];
  if (complaints.length > 0) {
    throw new AuditFailed(
      `cloudtrail_events ${month}: ${complaints.join('; ')}. Nothing was published; run it again.`,
    );
  }
  return {
    rows,
    delivered_days: written.filter(({ sources }) => sources.length > 0).length,
    unidentified,
    unreadable: sum(found, 'unreadable'),
    files_skipped: written.reduce((total, day) => total + day.files_skipped, 0),
  };
}
