/** Numbers that look random and are the same for the same seed: the demo is one fixed story. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Log-normal around a median: `spread` is the sigma of the logarithm, 0 gives the median. */
  around(median: number, spread: number): number;
  /** Lower-case hex digits. */
  hex(digits: number): string;
  /** Upper-case letters and digits, as in AWS's unique ids. */
  letters(count: number): string;
  uuid(): string;
}

/** FNV-1a: a name becomes a 32-bit seed. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** The generator known as mulberry32: 32 bits of state, good enough for a story. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * A stream of its own for each name, so that a change in one corner of the demo leaves the rest as
 * it was.
 */
export function createRandom(name: string): Random {
  const next = mulberry32(seedOf(name));
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const text = (alphabet: string, count: number): string =>
    Array.from({ length: count }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join('');
  const word = (): string =>
    Math.floor(next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const hex = (digits: number): string => {
    let found = '';
    while (found.length < digits) found += word();
    return found.slice(0, digits);
  };
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    integer,
    pick: <T>(items: readonly T[]): T => items[integer(0, items.length - 1)] as T,
    chance: (probability) => next() < probability,
    around: (median, spread) => median * Math.exp(spread * normal()),
    hex,
    letters: (count) => text(LETTERS, count),
    uuid: () => {
      const h = hex(30);
      return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(12, 15)}-a${h.slice(15, 18)}-${h.slice(18, 30)}`;
    },
  };
}
