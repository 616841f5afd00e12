/** What Lambda says of a call of a function. */
export interface CallContext {
  awsRequestId: string;
  getRemainingTimeInMillis: () => number;
}

/** The same for a function that notes in the ledger where it ran. */
export interface InvocationContext extends CallContext {
  /** `arn:aws:lambda:REGION:ACCOUNT:function:NAME`; the ledger notes the account. */
  invokedFunctionArn: string;
}

/** The account that the function runs in: no call to STS is needed for it. */
export const accountOf = ({ invokedFunctionArn }: InvocationContext): string =>
  /^arn:[^:]*:lambda:[^:]*:(\d{12}):/.exec(invokedFunctionArn)?.[1] ?? 'unknown';
