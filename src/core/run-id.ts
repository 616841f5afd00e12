import { createHash } from 'node:crypto';
import { InvalidInput } from './errors';

/** Id of a job's run: `20261121T011500Z-1f2e3d4c`. It sorts by time and is safe in a key. */
export const runId = (now: Date, seed: string): string =>
  `${now.toISOString().replace(/[-:]|\.\d{3}/g, '')}-${createHash('sha256').update(seed).digest('hex').slice(0, 8)}`;

const RUN_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[a-zA-Z0-9-]{1,64}$/;

/**
 * When a run began, from its id; null for an id of another form. The sweep goes by it, so a run
 * that a caller names must have this form too.
 */
export function runStart(run: string): Date | null {
  const found = RUN_ID.exec(run);
  if (!found) return null;
  const [year, month, day, hour, minute, second] = found.slice(1);
  const start = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(start.getTime()) ? null : start;
}

/** Each attempt of a run writes to a folder of its own. */
export const attemptOf = (run: string, attempt: number): string => `${run}-${attempt}`;

export const isAttemptOf = (run: string, attempt: string): boolean =>
  attempt.startsWith(run) && /^-\d+$/.test(attempt.slice(run.length));

/**
 * Athena's ClientRequestToken for one statement: 64 characters, the same for the same job, partition,
 * run (which holds the attempt) and statement, so that a repeated call joins the query that already runs.
 */
export const statementToken = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

/** @throws InvalidInput for a token that Athena would not take */
export function assertToken(token: string): void {
  if (token.length >= 32 && token.length <= 128) return;
  throw new InvalidInput(`token: ${token.length} characters; Athena takes 32 to 128.`);
}
