import { createHash } from 'node:crypto';

/** Id of a job's run: `20261121T011500Z-1f2e3d4c`. It sorts by time and is safe in a key. */
export const runId = (now: Date, seed: string): string =>
  `${now.toISOString().replace(/[-:]|\.\d{3}/g, '')}-${createHash('sha256').update(seed).digest('hex').slice(0, 8)}`;

/**
 * Athena's ClientRequestToken for one statement: 64 characters, the same for the same job, partition,
 * run (which holds the attempt) and statement, so that a repeated call joins the query that already runs.
 */
export const statementToken = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');
