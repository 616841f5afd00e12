/** Local time, by the IANA time zone database that comes with Node. */
import { dayOf } from '../core/days';
import { InvalidInput } from '../core/errors';

/** Milliseconds that a zone's local time is ahead of UTC at an instant, milliseconds since 1970. */
export type TimeZone = (instant: number) => number;

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
const TWO_DIGITS = Object.fromEntries(PARTS.slice(1).map((part) => [part, '2-digit']));

/** Made once: a formatter takes a millisecond, and a job asks for its zone with every day. */
const zones = new Map<string, TimeZone>();

function makeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', {
    ...TWO_DIGITS,
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
    return local - Math.floor(instant / 1000) * 1000;
  };
}

/**
 * @param name of the IANA database: `UTC`, `Europe/Berlin`
 * @throws InvalidInput for another one
 */
export function timeZone(name: string): TimeZone {
  const known = zones.get(name);
  if (known) return known;
  if (!isTimeZone(name))
    throw new InvalidInput(
      `time_zone: ${name} is not in the IANA time zone database; write it as Europe/Berlin.`,
    );
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

/** The day that a zone's clocks show, `YYYY-MM-DD`. */
export const localDay = (zone: TimeZone, instant: number): string =>
  dayOf(new Date(instant + zone(instant)));
