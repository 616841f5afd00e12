import { noDeadline } from '../../src/core/clock';
import { runId } from '../../src/core/run-id';
import { collectLookup } from '../../src/lookup/collect-lookup';
import { parseRequest } from '../../src/lookup/request';
import { memoryEvents, type HeldEvent } from '../memory/memory-events';
import type { Step } from './case';
import { trailRecord } from './default-record';
import { ACCOUNT, REGION } from './default-row';
import type { Scene } from './scene';

type Given = NonNullable<Step['lookup']>;

/** An event as CloudTrail's event history holds it; one whose time cannot be read is of noon. */
function heldEvent(record: Given['records'][number], day: string): HeldEvent {
  const whole = trailRecord(record, { delivered_day: day, records: [] });
  const at = Date.parse(whole['eventTime'] as string);
  return {
    at: Number.isNaN(at) ? Date.parse(`${day}T12:00:00Z`) : at,
    name: whole['eventName'] as string,
    text: JSON.stringify(whole),
  };
}

/** Runs the real collector of LookupEvents over what the event history holds at that moment. */
export async function lookUp(scene: Scene, { records, ...days }: Given): Promise<void> {
  const { ports } = scene.world;
  const day = days.day ?? days.to ?? '';
  const events = memoryEvents({
    account_id: ACCOUNT,
    region: REGION,
    events: records.map((record) => heldEvent(record, day)),
    now: () => ports.clock.now(),
  });
  const answer = await collectLookup({ ...ports, events }, parseRequest(days), {
    deadline: noDeadline,
    window: 'day',
    api_share: 1,
    run: runId(ports.clock.now(), 'case'),
    quota: { per_second: 1, burst: 0 },
  });
  if (!answer.done) throw new Error('The collection stopped without a deadline.');
  scene.looked_up = true;
  scene.sees(day);
}
