import { checkTogether } from './many-organizations';
import { FIRST_DAYS } from './random-organizations';

/** Five hundred of the thousand organizations; the other file has the others. */
test.each([
  { first_day: FIRST_DAYS[0], seed: 101, size: 250 },
  { first_day: FIRST_DAYS[1], seed: 201, size: 250 },
])(
  '$size organizations from $first_day, seed $seed: no query lost, none doubled, every field right',
  checkTogether,
  400_000,
);
