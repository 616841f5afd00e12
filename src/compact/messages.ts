/** Months that are asked for by messages of a queue (Lambda guide, "Using Lambda with Amazon SQS"). */
import { InvalidInput, messageOf } from '../core/errors';
import { runId } from '../core/run-id';
import { answerMonth } from './answer';
import type { CompactOptions, CompactPorts } from './compact-month';
import { readMonthRequest } from './request';

interface Message {
  messageId: string;
  body: string;
  attributes?: { SentTimestamp?: string };
}

/** The messages to keep; the queue gives each again, and after some times to its dead-letter queue. */
export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/** True for an event of a queue. */
export const isBatch = (event: unknown): event is { Records: Message[] } =>
  typeof event === 'object' &&
  event !== null &&
  'Records' in event &&
  Array.isArray(event.Records) &&
  event.Records.every((one: unknown) => typeof one === 'object' && one !== null && 'body' in one);

function bodyOf({ body }: Message): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new InvalidInput('body: is not JSON; write it as {"month":"11","year":"2026"}.');
  }
}

/** The same at every delivery of the message: so the work goes on where the last call stopped. */
const runOf = ({ messageId, attributes }: Message, now: Date): string =>
  runId(new Date(Number(attributes?.SentTimestamp ?? now.getTime())), messageId);

/**
 * Compacts the month of each message, one after another.
 * @returns the messages that are not ours, that failed, or that are not done yet; the others are done
 */
export async function compactMessages(
  ports: CompactPorts,
  messages: readonly Message[],
  options: CompactOptions,
): Promise<BatchAnswer> {
  const batchItemFailures: BatchAnswer['batchItemFailures'] = [];
  for (const message of messages) {
    const { messageId } = message;
    const keep = (code: string, reason: string): void => {
      batchItemFailures.push({ itemIdentifier: messageId });
      ports.log.warn(`cloudtrail_events.${code}`, { message: messageId, reason });
    };
    try {
      const now = ports.clock.now();
      const compaction = readMonthRequest(bodyOf(message), runOf(message, now), now);
      const { done } = await answerMonth(ports, compaction, options);
      if (!done) keep('message_unfinished', `${compaction.month} goes on at the next delivery.`);
    } catch (error) {
      keep('message_failed', messageOf(error));
    }
  }
  return { batchItemFailures };
}
