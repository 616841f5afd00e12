/** Where the ledger says that a job ran, if it ran on a laptop. */
export const LOCAL_PLACE = { account_id: 'local', region: 'local' } as const;
