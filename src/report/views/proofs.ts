/** The proof that nothing is missing, or what is. */
import { column, type Column } from '../../core/tables';
import completeness from './completeness.sql';
import silence from './silence.sql';
import { view, type View } from './view';

const BUILT = 'the newest finished job `events`';
const counted = (name: string, meaning: string): Column => column(name, 'bigint', BUILT, meaning);

export const PROOF_VIEWS: readonly View[] = [
  view(
    'completeness',
    'One row a day: what history and trail had, how it matched, and when it was built last.',
    completeness,
    [
      column('day', 'varchar', BUILT, 'UTC day, `YYYY-MM-DD`.'),
      counted('submissions', 'Queries that accepted calls of the day started, each counted once.'),
      counted('history_rows', 'Queries of the day in history, each counted once.'),
      counted('matched', 'Events with history and a call.'),
      counted(
        'history_only',
        'Events with history and no call; with `matched` they make `history_rows`.',
      ),
      counted('trail_only', 'Events with an accepted call and no history.'),
      counted('rejected', 'Events that are refused calls.'),
      counted('unidentified', 'Records that name neither a query nor a refusal; no events.'),
      counted('unreadable', 'Records delivered on the day whose time cannot be read.'),
      counted('running', 'Events whose query had not ended at its last collection.'),
      counted(
        'events',
        'All events: `matched`, `history_only`, `trail_only` and `rejected` together.',
      ),
      column(
        'provisional',
        'boolean',
        BUILT,
        'True if it was built before the day had been over for an hour: the day is built again.',
      ),
      column('last_built_at', 'varchar', BUILT, 'When it finished: ISO-8601, UTC, milliseconds.'),
      column('run', 'varchar', BUILT, 'The run that it published.'),
    ],
  ),
  view(
    'silence',
    'Each account and region that the trail knows and from which no history came that day.',
    silence,
    [
      column('day', 'varchar', 'job `submissions`, `submissions`', 'UTC day, `YYYY-MM-DD`.'),
      column(
        'account_id',
        'varchar',
        'job `submissions`, `submissions`',
        'Account with log files or calls.',
      ),
      column('region', 'varchar', 'job `submissions`, `submissions`', 'Its region.'),
      column(
        'submissions',
        'bigint',
        '`submissions`',
        'Queries that accepted calls started there that day: so many are missing at least. 0 if it only had log files.',
      ),
    ],
  ),
];
