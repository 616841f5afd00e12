/**
 * Failures by name. Each message is one line that says what happened, to what, and what to do next;
 * the CLI prints it as it is and exits with `exitCode`.
 */
export abstract class LedgerError extends Error {
  /** 1: the work failed; 2: it was asked for wrongly. */
  readonly exitCode: 1 | 2 = 1;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What the caller gave cannot be used. The message names the field. */
export class InvalidInput extends LedgerError {
  override readonly exitCode = 2;
}

/** A setting of the environment is missing or wrong. The message names the variable. */
export class InvalidConfig extends LedgerError {
  override readonly exitCode = 2;
}

/** The caller's time is nearly over: not a failure, the job answers with a cursor. */
export class DeadlineReached extends LedgerError {}

/** The SQL engine refused or failed a statement. */
export class StatementFailed extends LedgerError {
  constructor(
    message: string,
    /** True if the same statement may succeed when it is tried again. */
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A run did not pass its audit and was not published. */
export class AuditFailed extends LedgerError {}

/** The job did part of its work; the message says which part is missing. */
export class JobIncomplete extends LedgerError {}

/** A file of the lake or the trail cannot be read. */
export class UnreadableFile extends LedgerError {}

/** AWS answered with an error that retrying did not cure. */
export class AwsCallFailed extends LedgerError {}

/** The text of an unknown thrown value. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
