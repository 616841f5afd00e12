/** STS's answer to GetCallerIdentity (STS API reference). */
export const callerIdentityXml = (account_id: string): string =>
  `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
  `<Arn>arn:aws:sts::${account_id}:assumed-role/ledger/i</Arn><UserId>AROAEXAMPLE:i</UserId>` +
  `<Account>${account_id}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
