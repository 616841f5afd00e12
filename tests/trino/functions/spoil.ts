/** What may go wrong with a statement that Athena took: planned by a test. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StatementOutcome } from '../../stand-ins/athena-outcome';
import { failedWith } from './outcome';

export interface Spoil {
  /** Which statements. */
  statement: RegExp;
  /** How many of them; later ones run as they should. */
  times: number;
  /**
   * - `fails after writing`: it runs to its end, and Athena says that it failed. Files and partition
   *   are there (Athena user guide, "INSERT INTO": partial files are not cleaned up).
   * - `runs twice`: the same, then it is run again within, and Athena says that it succeeded.
   * - `is cancelled`: somebody stops it before it writes.
   * - `is slow`: it takes some seconds longer.
   */
  what: 'fails after writing' | 'runs twice' | 'is cancelled' | 'is slow';
  /** Of a failure: what AthenaError says. */
  retryable?: boolean;
}

const SLOW_MS = 8_000;

export const CANCELLED: StatementOutcome = {
  state: 'CANCELLED',
  reason: 'Query cancelled by user',
};

/** Runs a statement under the plan. */
export async function spoiled(
  planned: readonly Spoil[],
  text: string,
  run: () => Promise<StatementOutcome>,
): Promise<StatementOutcome> {
  const spoil = planned.find(({ statement, times }) => times > 0 && statement.test(text));
  if (!spoil) return run();
  spoil.times--;
  if (spoil.what === 'is cancelled') return CANCELLED;
  const outcome = await run();
  if (spoil.what === 'is slow') await sleep(SLOW_MS);
  if (spoil.what === 'runs twice') return run();
  if (spoil.what === 'fails after writing')
    return failedWith('Planned: the cluster was lost.', spoil.retryable ?? true);
  return outcome;
}
