import { noDeadline } from '../core/clock';
import type { SqlEngine, SqlRow } from '../core/ports';
import { statementToken } from '../core/run-id';
import { renderSql } from '../core/sql-text';
import COMPLETENESS from '../report/summary/completeness.sql';
import NOTES from '../report/summary/notes.sql';
import SILENCE from '../report/summary/silence.sql';
import { renderTable } from './table';

type Ask = (sql: SqlEngine, first_day: string, last_day: string) => Promise<SqlRow[]>;

const reader =
  (statement: string): Ask =>
  (sql, first_day, last_day) => {
    const rendered = renderSql(statement, { first_day, last_day });
    return sql.query(rendered, { token: statementToken(rendered), deadline: noDeadline });
  };

/** Rows of the view `completeness`, oldest first. */
export const readCompleteness = reader(COMPLETENESS);

/** Accounts and regions of the view `silence`, with the days and calls that are missing. */
export const readSilence = reader(SILENCE);

/** What the jobs said: what they left out, why they failed. */
export const readNotes = reader(NOTES);

const HEADS: readonly [column: string, head: string][] = [
  ['day', 'day'],
  ['submissions', 'calls'],
  ['history_rows', 'history'],
  ['matched', 'matched'],
  ['history_only', 'history\nonly'],
  ['trail_only', 'trail\nonly'],
  ['rejected', 'refused'],
  ['unidentified', 'no\nid'],
  ['unreadable', 'no\ntime'],
  ['running', 'still\nruns'],
];

/** One line a day, 80 columns wide. */
export function renderCompleteness(rows: readonly SqlRow[]): string {
  if (rows.length === 0) return 'No day has been built yet.';
  return renderTable({
    columns: HEADS.map(([, head]) => head),
    rows: rows.map((row) => HEADS.map(([name]) => row[name])),
  });
}

/** One line for each account and region that is silent. */
export function renderSilence(rows: readonly SqlRow[]): string {
  if (rows.length === 0) return 'Nobody: each account and region of the trail sent its history.';
  return renderTable({
    columns: ['account', 'region', 'silent days', 'first', 'last', 'calls unheard'],
    rows: rows.map((r) => [
      r['account_id'],
      r['region'],
      r['days'],
      r['first_day'],
      r['last_day'],
      r['submissions'],
    ]),
  });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One line for each thing said, with its days. */
export function renderNotes(rows: readonly SqlRow[]): string {
  if (rows.length === 0) return 'Nothing: each job did all of its work.';
  return rows
    .map((r) => {
      const [first, last] = [text(r['first_day']), text(r['last_day'])];
      const days = first === last ? first : `${first} to ${last}`;
      return `${days} ${text(r['job'])}: ${text(r['note']).replaceAll(/\s+/g, ' ')}`;
    })
    .join('\n');
}
