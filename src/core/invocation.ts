/** What Lambda says of a call of a function that notes in the ledger where it ran. */
export interface InvocationContext {
  awsRequestId: string;
  /** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`; the ledger notes the account. */
  invokedFunctionArn: string;
  getRemainingTimeInMillis: () => number;
}

/** The account that the function runs in: no call to STS is needed for it. */
export const accountOf = ({ invokedFunctionArn }: InvocationContext): string =>
  /^arn:[^:]*:lambda:[^:]*:(\d{12}):/.exec(invokedFunctionArn)?.[1] ?? 'unknown';
