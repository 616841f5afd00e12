import { AuditFailed } from '../core/errors';
import type { Written } from '../core/partition-run';
import type { SqlRow } from '../core/ports';

type Counts = Record<string, number>;

/** Each check: what must hold, and what to say if it does not. */
const CHECKS: readonly {
  holds: (c: Counts) => boolean;
  complaint: (c: Counts) => string;
  /** A check that `force` overrules. */
  forcible?: true;
}[] = [
  {
    // Absent if the engine did not say: then the other checks must do.
    holds: (c) => c['rows_written'] === undefined || c['rows_staged'] === c['rows_written'],
    complaint: (c) => `${c['rows_written']} rows were written, but ${c['rows_staged']} are there`,
  },
  {
    holds: (c) => c['rows_doubled'] === 0,
    complaint: (c) => `${c['rows_doubled']} rows are there twice`,
  },
  {
    holds: (c) => c['history_missing'] === 0,
    complaint: (c) => `${c['history_missing']} queries of the history are missing`,
  },
  {
    holds: (c) => c['submissions_missing'] === 0,
    complaint: (c) => `${c['submissions_missing']} calls of the trail are missing`,
  },
  ...['rows', 'history', 'submissions'].map((what) => ({
    forcible: true as const,
    holds: (c: Counts) => (c[`${what}_rebuilt`] ?? 0) >= (c[`${what}_published`] ?? 0),
    complaint: (c: Counts) =>
      `the rebuild has ${c[`${what}_rebuilt`]} ${what === 'rows' ? 'rows' : `rows with ${what}`}, ` +
      `published are ${c[`${what}_published`]} (if that is right, run it with force)`,
  })),
];

/**
 * Judges a run by what audit.sql found: ids unique, every query and every call of the day there,
 * nothing lost that is published now.
 * @returns the counts of the ledger, as the view `completeness` reads them
 * @throws AuditFailed
 */
export function judgeEvents(found: SqlRow, written: Written, day: string, force: boolean): Counts {
  const c: Counts = {
    ...(found as Counts),
    ...(written.rows_written === null ? {} : { rows_written: written.rows_written }),
  };
  const with_history = (c['matched'] ?? 0) + (c['history_only'] ?? 0);
  c['rows_rebuilt'] = c['rows_staged'] ?? 0;
  c['history_rebuilt'] = with_history;
  c['submissions_rebuilt'] = c['rows_rebuilt'] - (c['history_only'] ?? 0);
  const failed = CHECKS.filter((check) => !(force && check.forcible) && !check.holds(c));
  if (failed.length > 0) {
    const complaints = failed.map((check) => check.complaint(c)).join('; ');
    throw new AuditFailed(`events ${day}: ${complaints}. Nothing was published.`);
  }
  const names = [
    'submissions',
    'history_rows',
    'matched',
    'history_only',
    'trail_only',
    'rejected',
  ];
  const counts = [...names, 'unidentified', 'unreadable', 'running'].map((name) => [
    name,
    c[name] ?? 0,
  ]);
  return {
    rows: c['rows_rebuilt'],
    ...(Object.fromEntries(counts) as Counts),
    files_skipped: written.files_skipped,
  };
}
