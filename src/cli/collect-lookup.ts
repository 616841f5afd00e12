import { randomUUID } from 'node:crypto';
import { noDeadline, systemClock } from '../core/clock';
import { JobIncomplete } from '../core/errors';
import { runId } from '../core/run-id';
import { silentLog } from '../core/silent-log';
import { collectLookup } from '../lookup/collect-lookup';
import { parseRequest } from '../lookup/request';
import { collectedInto } from './collected-into';
import type { Progress } from './progress';
import { count } from './units';

interface LookupOptions {
  lake: string;
  from: string;
  to: string;
  share: number;
}

/** The event history of a region, and where what it says is written. */
export async function lookupPorts(region: string | undefined, lake: string) {
  // Loaded when needed: the SDK would cost the other commands a third of their time.
  const { awsEventHistory } = await import('../aws/aws-event-history');
  const files = await collectedInto(lake);
  return { ...awsEventHistory({ region }), files, clock: systemClock, log: silentLog };
}

/**
 * Collects who started queries in one region, from CloudTrail's event history.
 * @returns a line that says what was collected
 */
export async function lookupRegion(
  region: string | undefined,
  options: LookupOptions,
  progress: Progress,
): Promise<string> {
  const ports = await lookupPorts(region, options.lake);
  const result = await collectLookup(ports, parseRequest({ from: options.from, to: options.to }), {
    deadline: noDeadline,
    window: 'day',
    api_share: options.share,
    run: runId(systemClock.now(), randomUUID()),
    onProgress: ({ records, listed }) => {
      const label = `% of the time${region ? ` in ${region}` : ''}, ${count(records)} calls`;
      progress.show(Math.round(100 * listed), 100, label);
    },
  });
  if (!result.done) throw new JobIncomplete('The collection stopped early; run it again.');
  const { account_id, counts } = result;
  return `${account_id} ${result.region}: ${count(counts.records)} calls in ${count(counts.parts)} files`;
}
