import { checkTogether } from './many-organizations';
import { FIRST_DAYS } from './random-organizations';

/** Five hundred of the thousand organizations; the other file has the other seeds. */
const SEEDS = [101, 102, 103, 104];

test.each(FIRST_DAYS.map((first_day, i) => ({ first_day, seed: SEEDS[i] ?? 0, size: 125 })))(
  '$size organizations from $first_day, seed $seed: no query lost, none doubled, every field right',
  checkTogether,
  300_000,
);
