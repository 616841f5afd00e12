import { memoryEvents, type EventWorld } from '../../memory/memory-events';
import { namedError } from '../../memory/memory-history';
import { serverQuota, type ServerQuota } from '../athena-api/quota';
import { jsonApi, type JsonApi, type JsonApiOptions, type Operation } from '../json-api';

interface LookupInput {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
  /** Seconds since 1970. */
  StartTime?: number;
  EndTime?: number;
  MaxResults?: number;
  NextToken?: string;
}

const dateOf = (seconds: number | undefined, otherwise: number): Date =>
  new Date(seconds === undefined ? otherwise : seconds * 1000);

/** CloudTrail's answers over a world, as they look on the wire. */
export function operations(world: EventWorld): Record<string, Operation> {
  const events = memoryEvents(world);
  return {
    LookupEvents: async (given) => {
      const { LookupAttributes = [], MaxResults = 50, ...input } = given as LookupInput;
      const [attribute, ...others] = LookupAttributes;
      if (attribute?.AttributeKey !== 'EventName' || others.length > 0)
        throw namedError('InvalidLookupAttributesException', 'One attribute, by EventName.');
      if (MaxResults > 50) throw namedError('InvalidMaxResultsException', 'At most 50.');
      const range = {
        from: dateOf(input.StartTime, 0),
        to: dateOf(input.EndTime, world.now().getTime()),
      };
      const name = attribute.AttributeValue;
      const page = await events.lookupEvents(name, range, input.NextToken);
      const Events = page.items.map((CloudTrailEvent) => ({ EventName: name, CloudTrailEvent }));
      return { Events, NextToken: page.next_token };
    },
  };
}

/** Two calls a second, written down a second time: the collector's own quota is not trusted here. */
export const publishedQuotas = (): Record<string, ServerQuota> => ({
  LookupEvents: serverQuota(2, 2),
});

/** CloudTrail's API over HTTP on this machine. */
export const cloudtrailApi = (world: EventWorld, options: JsonApiOptions = {}): Promise<JsonApi> =>
  jsonApi(operations(world), world.account_id, options);
