import fc from 'fast-check';

/** A UUID: `kind` keeps queries, events and requests apart, `tag` organizations. */
export const uuid = (kind: number, salt: number, tag: number, number: number): string => {
  const hex = tag.toString(16).padStart(7, '0');
  const tail = [`000${String(kind)}`, `4${hex.slice(0, 3)}`, `8${hex.slice(3, 6)}`];
  const last = hex.slice(6) + number.toString(16).padStart(11, '0');
  return [salt.toString(16).padStart(8, '0'), ...tail, last].join('-');
};

/** Decides the order of ids as text, independently of the order in which they were made. */
export const salt = fc.integer({ min: 0, max: 0xffffffff });

/** Of 28 bits, never biased to small numbers: two organizations have different ones. */
export const tag = fc.noBias(fc.integer({ min: 0, max: 0xfffffff }));

/** A value, or null one time in `freq`. */
export const maybe = <T>(value: fc.Arbitrary<T>, freq = 5): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null, freq });

/** True one time in `times`, and false when it shrinks. */
export const oneIn = (times: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 0, max: times - 1 }).map((n) => n === times - 1);
