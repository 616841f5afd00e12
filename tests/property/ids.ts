import fc from 'fast-check';

/** A UUID of small entropy, unique by its number: `kind` keeps queries, events and requests apart. */
export const uuid = (kind: number, salt: number, number: number): string =>
  [salt.toString(16).padStart(8, '0'), String(kind).padStart(4, '0'), '4000', '8000']
    .concat(number.toString(16).padStart(12, '0'))
    .join('-');

/** Decides the order of ids as text, independently of the order in which they were made. */
export const salt = fc.integer({ min: 0, max: 0xffffffff });

/** A value, or null one time in `freq`. */
export const maybe = <T>(value: fc.Arbitrary<T>, freq = 5): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq });

/** True one time in `times`, and false when it shrinks. */
export const oneIn = (times: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 0, max: times - 1 }).map((n) => n === times - 1);
