/** Local time, by the IANA time zone database that comes with Node. */
import { InvalidInput } from '../core/errors';

export interface LocalTime {
  /** `YYYY-MM-DD` */
  day: string;
  /** `00` to `23`. */
  hour: string;
  /** Milliseconds that local time is ahead of UTC. */
  offset_ms: number;
}

export type TimeZone = (instant: number) => LocalTime;

/** Names only: an offset such as `+02:00`, which newer versions of Node take, has no summer. */
const NAME = /^[A-Za-z]/;

/** Whether Node knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    return NAME.test(name) && Boolean(new Intl.DateTimeFormat('en-US', { timeZone: name }));
  } catch {
    return false;
  }
}

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/**
 * @param name of the IANA database: `UTC`, `Europe/Berlin`
 * @throws InvalidInput for another one
 */
export function timeZone(name: string): TimeZone {
  if (!isTimeZone(name))
    throw new InvalidInput(
      `time_zone: ${name} is not in the IANA time zone database; write it as Europe/Berlin.`,
    );
  const two = Object.fromEntries(PARTS.slice(1).map((part) => [part, '2-digit']));
  const format = new Intl.DateTimeFormat('en-US', {
    ...two,
    timeZone: name,
    year: 'numeric',
    hourCycle: 'h23',
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = PARTS.map(
      (part) => parts.get(part),
    );
    const local = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    const whole_second = Math.floor(instant / 1000) * 1000;
    return { day: `${year}-${month}-${day}`, hour, offset_ms: local - whole_second };
  };
}
