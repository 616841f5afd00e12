/** The days as they usually are: each caller, its rhythm, its work. */
import { CALLERS, type Caller } from './callers';
import { at, type Period } from './period';
import { createRandom, type Random } from './random';
import { isWeekend } from './rhythm';
import { call, type Trace } from './trace';

function workgroupOf(caller: Caller, days_ago: number, random: Random): string | null {
  const { formerly } = caller;
  if (formerly && days_ago > formerly.until_days_ago && random.chance(0.5))
    return formerly.workgroup;
  return random.pick(caller.workgroups);
}

function* dayOf(caller: Caller, day: string, days_ago: number, random: Random): Iterable<Trace> {
  const usual = isWeekend(day) ? caller.weekends : caller.weekdays;
  const count =
    usual > 9 ? usual + random.integer(-Math.ceil(usual / 9), Math.ceil(usual / 9)) : usual;
  for (const offset of caller.rhythm(count, random)) {
    const work = random.pick(caller.work);
    const workgroup = workgroupOf(caller, days_ago, random);
    yield call({ caller, work, at: at(day, 0) + offset, day, workgroup }, random);
  }
}

/** Every ordinary call of the period. */
export function* ordinaryDays(period: Period, seed: number): Iterable<Trace> {
  for (const caller of CALLERS) {
    for (const day of period.days) {
      const days_ago = period.daysAgo(day);
      if (caller.since_days_ago !== undefined && days_ago > caller.since_days_ago) continue;
      yield* dayOf(caller, day, days_ago, createRandom(`${seed} ${caller.user} ${day}`));
    }
  }
}
