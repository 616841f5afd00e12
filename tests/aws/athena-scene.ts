import { athenaEngine } from '../../src/aws/athena-engine';
import type { Deadline, SqlEngine, StatementCall } from '../../src/core/ports';
import { type KeptLog, keptLog } from '../memory/kept-log';
import type { StatementOutcome } from '../stand-ins/athena-outcome';
import { type AthenaStandIn, athenaStandIn } from '../stand-ins/athena-statements';
import { type SteppingClock, steppingClock } from '../stand-ins/stepping-clock';

export const PLACE = { database: 'lake', workgroup: 'ledger' };
export const TOKEN = 'events-2026-03-01-run-1-attempt-1';
export const INSERT = "INSERT INTO events_staging SELECT 'secret of the query'";
const endless: Deadline = { remainingMs: () => Infinity };
export const call = (deadline = endless): StatementCall => ({ token: TOKEN, deadline });

export interface Scene {
  athena: AthenaStandIn;
  engine: SqlEngine;
  clock: SteppingClock;
  log: KeptLog;
}

/** An engine on the stand-in, where every statement has the same outcome. */
export function scene(
  outcome: StatementOutcome,
  more: { page_size?: number; place?: typeof PLACE } = {},
): Scene {
  const clock = steppingClock();
  const log = keptLog();
  const athena = athenaStandIn({ ...PLACE, ...more, run: () => outcome });
  const engine = athenaEngine({ ...PLACE, ...more.place, client: athena.client, clock, log });
  return { athena, engine, clock, log };
}

/** The error of work that is to fail. */
export const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const outcome: unknown = await work.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('It was to fail and did not.');
};
