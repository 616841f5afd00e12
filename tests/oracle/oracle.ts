/**
 * What `events` must contain, computed from the files the slow and plain way. It shares no code
 * with the stages, so that a rule both sides got wrong must have been got wrong twice.
 */
import { eventOf, type ExpectedEvent } from './expected-event';
import { historyOf, isTerminal, linesAround } from './history';
import type { Known } from './known';
import { shiftDay, type Organization } from './organization';
import { earliestBy, submissionsOf, type Submission } from './submission';

/** Submissions may be delivered a day early (clocks) and 31 days late (redelivery). */
function consideredFor(org: Organization, day: string): Submission[] {
  const [from, to] = [shiftDay(day, -1), shiftDay(day, 31)];
  return submissionsOf(org).filter((s) => s.delivered_day >= from && s.delivered_day <= to);
}

const isOn = (s: Submission, day: string): boolean => s.submitted_at?.slice(0, 10) === day;

/** The day's queries and refused calls, each once. */
function knownOf(org: Organization, day: string): Known[] {
  const submissions = consideredFor(org, day);
  const byQuery = earliestBy(submissions, (s) => s.query_execution_id);
  const withHistory = new Set(linesAround(org, day).map(({ line }) => line.query_execution_id));
  const history = [...historyOf(org, day)].map(([id, line]): Known => ({
    history: line,
    submission: byQuery.get(id) ?? null,
  }));
  const gone = [...byQuery.values()].filter(
    (s) => s.outcome === 'accepted' && isOn(s, day) && !withHistory.has(s.query_execution_id ?? ''),
  );
  const refused = submissions.filter((s) => s.outcome === 'refused' && isOn(s, day));
  const refusedOnce = earliestBy(refused, (s) => s.event_id).values();
  const trailOnly = [...gone, ...refusedOnce].map((submission) => ({ history: null, submission }));
  return [...history, ...trailOnly];
}

/** The name of a row: its query's id, or the event's id of a refused call. */
export const keyOf = (row: Pick<ExpectedEvent, 'query_execution_id' | 'event_id'>): string =>
  row.query_execution_id ?? `refused ${row.event_id ?? ''}`;

/** Every row of `events` of a day, sorted by key. */
export const expectedEvents = (org: Organization, day: string): ExpectedEvent[] =>
  knownOf(org, day)
    .map((known) => eventOf(known, day))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

export interface ExpectedCounts {
  submissions: number;
  history_rows: number;
  matched: number;
  history_only: number;
  trail_only: number;
  rejected: number;
  unidentified: number;
  unreadable: number;
  running: number;
  rows: number;
}

/** Different event ids; a record that has none counts for itself. */
const countEvents = (submissions: Submission[]): number =>
  new Set(submissions.map((s) => s.event_id ?? s)).size;

/**
 * The numbers that the ledger must give for a day. `submissions` are the queries of which a record
 * of the day says that they were accepted: a call retried over midnight is in both days' number.
 */
export function expectedCounts(org: Organization, day: string): ExpectedCounts {
  const rows = expectedEvents(org, day);
  const submissions = consideredFor(org, day);
  const accepted = submissions.filter((s) => s.outcome === 'accepted' && isOn(s, day));
  const from = (source: string): number => rows.filter((r) => r.record_source === source).length;
  const rejected = rows.filter((row) => row.state === 'REJECTED').length;
  const history = [...historyOf(org, day).values()];
  return {
    submissions: new Set(accepted.map((s) => s.query_execution_id)).size,
    history_rows: history.length,
    matched: from('matched'),
    history_only: from('history_only'),
    trail_only: from('trail_only') - rejected,
    rejected,
    unidentified: countEvents(
      submissions.filter((s) => s.outcome === 'unidentified' && isOn(s, day)),
    ),
    unreadable: countEvents(
      submissions.filter((s) => s.outcome === 'unreadable' && s.delivered_day === day),
    ),
    running: history.filter((line) => !isTerminal(line)).length,
    rows: rows.length,
  };
}
