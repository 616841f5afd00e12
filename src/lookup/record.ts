export interface EventRecord {
  /** The record as CloudTrail gave it, on one line and without tabs. */
  text: string;
  event_source: unknown;
  /** When the call was made, in epoch milliseconds; NaN if that cannot be read. */
  at: number;
}

/** Reads as much of a record as it takes to file it; null if the text is no JSON object. */
export function readRecord(given: string): EventRecord | null {
  const record = parsed(given);
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return null;
  const { eventSource, eventTime } = record as { eventSource?: unknown; eventTime?: unknown };
  return {
    // Raw control characters are white space in JSON: in a string they are escaped.
    text: given.trim().replace(/[\t\r\n]+/g, ' '),
    event_source: eventSource,
    at: typeof eventTime === 'string' ? Date.parse(eventTime) : NaN,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
