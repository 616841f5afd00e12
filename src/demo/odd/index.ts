/** Everything that goes wrong in a fortnight. Each chapter says what, and when. */
import type { Period } from '../period';
import type { Trace } from '../trace';
import { deliveries } from './delivery';
import { gaps } from './gaps';
import { midnight } from './midnight';
import { refusals } from './refusals';
import { running } from './running';
import { stories } from './stories';
import { texts } from './texts';

type Chapter = (period: Period, seed: number) => Iterable<Trace>;

const CHAPTERS: readonly Chapter[] = [
  midnight,
  running,
  deliveries,
  refusals,
  gaps,
  texts,
  stories,
];

export function* oddCases(period: Period, seed: number): Iterable<Trace> {
  for (const chapter of CHAPTERS) yield* chapter(period, seed);
}
