/** Asks every figure of an engine. */
import { noDeadline } from '../core/clock';
import type { Clock, Deadline, SqlEngine, SqlRow } from '../core/ports';
import { parametersOf } from './figure-parameters';
import { figureStatements, type FigureStatement } from './figures';
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
  /** The statement takes no more than it is told to. */
  isLimited: boolean;
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

  const statementsFor = (share: number): FigureStatement[] =>
    figureStatements(parametersOf(first_day, last_day, share));

  const answer = async (statement: FigureStatement, share: number): Promise<void> => {
    const { name, sql } = statement;
    const rows = isThere(name) ? await ask(sql) : [];
    const isLimited = statementsFor(share / 2).some(
      (less) => less.name === name && less.sql !== sql,
    );
    figures.set(name, { ...statement, rows, share, isLimited });
  };

  const { share = 1 } = request;
  const all = statementsFor(share);
  let total = all.length;
  for (const [done, statement] of all.entries()) {
    request.onFigure?.(done, total, statement.name);
    await answer(statement, share);
  }
  const askLess = async (names: readonly FigureName[]): Promise<void> => {
    total += names.length;
    for (const [done, name] of names.entries()) {
      request.onFigure?.(total - names.length + done, total, name);
      const half = (figures.get(name)?.share ?? share) / 2;
      const less = statementsFor(half).find((statement) => statement.name === name);
      if (less) await answer(less, half);
    }
  };
  return { made_at, days, figures, askLess };
}
