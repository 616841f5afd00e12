import { LookupEventsCommand, type CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { STSClient } from '@aws-sdk/client-sts';
import type { EventHistory } from '../core/ports';
import { countThrottles } from './count-throttles';
import { whoAmI } from './who-am-i';

/** The most that LookupEvents answers at once (CloudTrail API reference). */
const PAGE = 50;

/**
 * CloudTrail's event history of one account and region.
 * @returns the port, and the number of attempts that were throttled so far
 */
export function cloudtrailEvents(clients: { cloudtrail: CloudTrailClient; sts: STSClient }): {
  events: EventHistory;
  throttled: () => number;
} {
  const { cloudtrail, sts } = clients;
  const events: EventHistory = {
    whoAmI: whoAmI(sts),
    lookupEvents: async (event_name, { from, to }, NextToken) => {
      const { Events = [], NextToken: next } = await cloudtrail.send(
        new LookupEventsCommand({
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: event_name }],
          StartTime: from,
          EndTime: to,
          MaxResults: PAGE,
          NextToken,
        }),
      );
      return {
        items: Events.map(({ CloudTrailEvent = '' }) => CloudTrailEvent),
        ...(next === undefined || next === '' ? {} : { next_token: next }),
      };
    },
  };
  return { events, throttled: countThrottles(cloudtrail) };
}
