/**
 * A made-up organization of seven accounts, told as the files that it leaves in a lake. The same
 * seed, days and last day give the same bytes.
 */
import { administration } from './administration';
import { collect, historyFiles, historyJobs, type DemoFile } from './history-files';
import { noise, pollsOf } from './noise';
import { oddCases } from './odd';
import { COLLECTION_FAILED, unheard } from './odd/gaps';
import { ordinaryDays } from './ordinary';
import { SITES } from './organization';
import { createPeriod, type Period } from './period';
import { createRandom } from './random';
import type { Collected, Delivery, Trace } from './trace';
import { digestFiles, trailFiles } from './trail-files';

export type { DemoFile } from './history-files';

export interface DemoInput {
  seed: number;
  /** How many days, from 1 on. With fewer than 14 the oldest stories are left out. */
  days: number;
  /** `YYYY-MM-DD`. The trail reaches some minutes into the next day. */
  last_day: string;
}

const wasCollected = (period: Period, { row, day }: Collected): boolean =>
  SITES.some((s) => s.collected && s.account_id === row.account_id && s.region === row.region) &&
  !(
    day === period.ago(COLLECTION_FAILED.days_ago) &&
    row.account_id === COLLECTION_FAILED.account_id
  );

function collectedOf(traces: readonly Trace[], period: Period): Collected[] {
  const lines = traces.flatMap(({ row, collected }) => [
    ...(row ? collect(row, period) : []),
    ...(collected ?? []),
  ]);
  return lines.filter((line) => wasCollected(period, line));
}

function deliveriesOf(traces: readonly Trace[], period: Period, seed: number): Delivery[] {
  const random = createRandom(`${seed} polls`);
  const all = [
    ...traces.flatMap((trace) => [...trace.deliveries, ...pollsOf(trace, random)]),
    ...noise(period, seed),
    ...administration(period, seed),
  ];
  return all.filter((d) => !unheard(period, d)).sort((a, b) => a.at - b.at);
}

/**
 * Every file of the demo: history, its ledger records, and the trail below `trail/`. Bodies are
 * text; a key that ends in `.gz` is to be compressed by the writer.
 */
export function* demoOrganization({ seed, days, last_day }: DemoInput): Iterable<DemoFile> {
  const period = createPeriod(last_day, days);
  const traces = [...ordinaryDays(period, seed), ...oddCases(period, seed)];
  const lines = collectedOf(traces, period);
  const failed_day = period.ago(COLLECTION_FAILED.days_ago);
  yield* historyFiles(lines);
  yield* historyJobs(period, lines, failed_day ? [{ ...COLLECTION_FAILED, day: failed_day }] : []);
  yield* trailFiles(deliveriesOf(traces, period, seed), period);
  yield* digestFiles(period);
}
