import type { Log } from './ports';

/** For callers that tell people in another way, by progress or by the ledger. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined };
