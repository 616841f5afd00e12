import type { Trail } from './ports';

/** For lakes without a trail: no account is known, so every event is `history_only`. */
export const noTrail: Trail = { sources: () => Promise.resolve([]) };
