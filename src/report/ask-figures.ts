/** Asks every figure of an engine. */
import { noDeadline } from '../core/clock';
import type { Clock, Deadline, SqlEngine, SqlRow } from '../core/ports';
import { parametersOf } from './figure-parameters';
import { FIGURES, figureStatement, type FigureStatement } from './figures';
import { OF_TRAIL, type FigureName } from './model';
import { asking, periodOf, type Period } from './period';

export interface FiguresRequest {
  /** UTC days, included; the newest days of the lake if not given. */
  from?: string | undefined;
  to?: string | undefined;
  /** Of the rows that a report takes at most, so large a part; 1 if not given. */
  share?: number;
  deadline?: Deadline;
  /** Told before each statement: so many are done, of so many. */
  onFigure?: (done: number, total: number, name: FigureName) => void;
}

export interface Answer extends FigureStatement {
  rows: readonly SqlRow[];
  /** Of the rows that a report takes at most, so large a part was asked for. */
  share: number;
}

export interface Answers {
  /** ISO-8601, UTC. */
  made_at: string;
  /** Null: the lake is empty. */
  days: Period | null;
  figures: ReadonlyMap<FigureName, Answer>;
  /** Asks these again, for half as much. @throws StatementFailed, DeadlineReached */
  askLess(names: readonly FigureName[]): Promise<void>;
}

/**
 * All figures, for as much as a report takes. An empty lake is not asked.
 * @throws StatementFailed, DeadlineReached
 */
export async function askFigures(
  ports: { sql: SqlEngine; clock: Clock },
  request: FiguresRequest,
): Promise<Answers> {
  const made_at = ports.clock.now().toISOString();
  const ask = asking(ports, request.deadline ?? noDeadline);
  const days = await periodOf(ask, request);
  const today = made_at.slice(0, 10);
  const { first_day, last_day } = days ?? { first_day: today, last_day: today };
  const figures = new Map<FigureName, Answer>();

  // Without a month of the trail its tables need not be asked.
  const isThere = (name: FigureName): boolean =>
    days !== null && (!OF_TRAIL.has(name) || (figures.get('trail_months')?.rows.length ?? 0) > 0);

  let total = 0;
  let done = 0;
  const askAll = async (
    names: readonly FigureName[],
    shareOf: (name: FigureName) => number,
  ): Promise<void> => {
    total += names.length;
    for (const name of names) {
      request.onFigure?.(done++, total, name);
      const share = shareOf(name);
      const statement = figureStatement(name, parametersOf(first_day, last_day, share));
      const rows = isThere(name) ? await ask(statement.sql) : [];
      figures.set(name, { ...statement, rows, share });
    }
  };

  const { share = 1 } = request;
  await askAll(FIGURES, () => share);
  const askLess = (names: readonly FigureName[]): Promise<void> =>
    askAll(names, (name) => (figures.get(name)?.share ?? share) / 2);
  return { made_at, days, figures, askLess };
}
