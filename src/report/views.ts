/** Views over the lake's tables: the proof that nothing is missing, in two SELECTs. */
import completeness from './views/completeness.sql';
import silence from './views/silence.sql';

export interface View {
  readonly name: string;
  readonly purpose: string;
  /** Columns in order, for the reports that print them. */
  readonly columns: readonly string[];
  /** The SELECT that the view stands for, in Athena's dialect. */
  readonly sql: string;
}

export const VIEWS: readonly View[] = [
  {
    name: 'completeness',
    purpose:
      'One row a day: what history and trail had, how it matched, and when it was built last.',
    columns: [
      'day',
      'submissions',
      'history_rows',
      'matched',
      'history_only',
      'trail_only',
      'rejected',
      'unidentified',
      'unreadable',
      'running',
      'events',
      'last_built_at',
      'run',
    ],
    sql: completeness,
  },
  {
    name: 'silence',
    purpose:
      'Each account and region that the trail knows and from which no history came that day.',
    columns: ['day', 'account_id', 'region', 'submissions'],
    sql: silence,
  },
];
