import type { EventHistory } from '../core/ports';
import { cloudtrailClient, stsClient, type ClientOptions } from './clients';
import { cloudtrailEvents } from './cloudtrail-events';

/** CloudTrail's event history with the credentials at hand, of the region given or else the SDK's own choice. */
export function awsEventHistory({ region }: ClientOptions = {}): {
  events: EventHistory;
  throttled: () => number;
} {
  return cloudtrailEvents({ cloudtrail: cloudtrailClient({ region }), sts: stsClient({ region }) });
}
