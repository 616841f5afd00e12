/** What of a range can still be collected here. */
import { InvalidInput } from '../../core/errors';
import { requestedDays } from '../../core/requested-days';
import { oldestDay, type Keeper } from '../../core/window';
import { ATHENA } from '../request';
import type { BackfillInput } from './request';

export interface CollectionPlan {
  run: string;
  from: string;
  to: string;
  /** The one collection of the history: none, if Athena has forgotten all the days. */
  history: { from: string; to: string; run: string; workgroups?: string[] }[];
  /** What of the range cannot be had, one line each. */
  notes: string[];
}

const part = (from: string, oldest: string, to: string): string => {
  const first = from < oldest ? oldest : from;
  return first > to ? 'none of these days' : `${first} to ${to}`;
};

/** @throws InvalidInput that says which part of the range can be had */
function refuse(
  from: string,
  to: string,
  keepers: readonly (Keeper & { oldest: string })[],
): never {
  const parts = keepers.map(
    ({ name, days, oldest }) => `${name} keeps ${days} days and has ${part(from, oldest, to)}`,
  );
  const oldest = keepers.map((keeper) => keeper.oldest).sort()[0] ?? to;
  throw new InvalidInput(
    `from: ${from} is too old. ${parts.join('; ')}. Begin at ${oldest} or later.`,
  );
}

/**
 * The collection of the history that a range asks for. It begins where Athena's memory does, if
 * CloudTrail is asked for the days before that; else a range that is longer is refused.
 * @param lookup CloudTrail, if who asked is collected, too
 * @throws InvalidInput if a day is none, the order is wrong, or a day is in the future or too old
 */
export function planCollection(
  { from, to, workgroups, ...asked }: BackfillInput,
  now: Date,
  run: string,
  lookup: Keeper | null,
): CollectionPlan {
  const days = requestedDays({ from, to }, now);
  if (!days) throw new InvalidInput('from: is missing; from and to go together.');
  const reaching = (keeper: Keeper) => ({ ...keeper, oldest: oldestDay(keeper, now) });
  const athena = reaching(ATHENA);
  const keepers = lookup ? [athena, reaching(lookup)] : [athena];
  if (keepers.every(({ oldest }) => days.from < oldest)) refuse(days.from, days.to, keepers);
  const first = days.from < athena.oldest ? athena.oldest : days.from;
  const its = { run: asked.run ?? run, ...(workgroups ? { workgroups } : {}) };
  return {
    run: its.run,
    from: days.from,
    to: days.to,
    history: first > days.to ? [] : [{ from: first, to: days.to, ...its }],
    notes:
      first === days.from
        ? []
        : [`history: Athena keeps ${ATHENA.days} days and has ${part(days.from, first, days.to)}`],
  };
}
